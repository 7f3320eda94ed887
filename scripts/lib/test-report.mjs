// What failed and what took long, read from the reports that Vitest and Playwright write, so that a long log need not be searched for it.

/** A failure: where it is, and what was said of it. */
const failure = (file, title, said) => ({ title: `${file}: ${title}`, said: said.trim() });

/** The failed tests of Vitest's JSON report, and the files that could not be run at all. */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed").map((test) => failure(name, test.fullName, test.failureMessages.join("\n")));
    return failed.length === 0 && status === "failed" ? [failure(name, "the file itself", message ?? "")] : failed;
  });
}

function failuresOfSuite(suite) {
  const own = (suite.specs ?? []).flatMap((spec) => {
    const broken = spec.tests.filter(({ status }) => status === "unexpected" || status === "flaky");
    return broken.map(({ results }) => failure(`${spec.file}:${spec.line}`, spec.title, results.flatMap(({ errors }) => errors.map(({ message }) => message)).join("\n")));
  });
  return [...own, ...(suite.suites ?? []).flatMap(failuresOfSuite)];
}

/** The tests of Playwright's JSON report that failed, or passed only when tried again. */
export const failuresOfPlaywright = (report) => (report?.suites ?? []).flatMap(failuresOfSuite);

/** How long each test of Vitest's JSON report took, in seconds. */
export const durationsOfVitest = (report) => (report?.testResults ?? []).flatMap(({ name, assertionResults }) => assertionResults.map(({ fullName, duration }) => ({ title: `${name}: ${fullName}`, seconds: (duration ?? 0) / 1000 })));

const durationsOfSuite = (suite) => [
  ...(suite.specs ?? []).map((spec) => ({ title: `${spec.file}:${spec.line}: ${spec.title}`, seconds: spec.tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1000 })),
  ...(suite.suites ?? []).flatMap(durationsOfSuite),
];

/** How long each test of Playwright's JSON report took, in seconds. */
export const durationsOfPlaywright = (report) => (report?.suites ?? []).flatMap(durationsOfSuite);
