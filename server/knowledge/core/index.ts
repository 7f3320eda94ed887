export { displayMarkdown, type DisplayContext } from "./display-markdown";
export { excerptOf, searchWords } from "./excerpt";
export { splitFrontMatter, type FrontMatterSplit } from "./front-matter";
export { headingsOf, plainText, type Heading } from "./headings";
export { filePathOf, isWebLink, linksOf } from "./links";
export { alertNamesOf, baseNameOf, runbookSlug, sectionOf } from "./runbook-names";
