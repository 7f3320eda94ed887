import { demoLexicon } from "./lexicon-only";
import { semanticLayer } from "../../server/api/semantic-layer";
import { parseQuestion } from "../../server/query/core/parse/parse-question";
import { completePlan } from "../../server/query/core/complete-plan";
const lex=demoLexicon();
console.log(JSON.stringify(lex.filters.filter(f=>f.field==="channel")).slice(0,300));
for(const line of process.argv.slice(2)){const parts=line.split(" || ");const ctx:any[]=[];let p:any,c:any;for(const q of parts){p=parseQuestion({question:q,context:[...ctx],now:"2026-08-19T10:00:00.000Z",zone:"UTC",lexicon:lex,role:"executive"} as any);c=completePlan(p,q,semanticLayer);ctx.push(p.plan);}
 const s=(x:any)=>`${x.scope} ${x.intent} subj=${x.subject} m=${x.metrics} d=${x.dimensions} t=${x.time?.from?.slice(0,10)}..${x.time?.to?.slice(0,10)} c=${x.compareTo?.from?.slice(0,10)}..${x.compareTo?.to?.slice(0,10)} e=${x.entities} f=${x.filters} lim=${x.limit}`;
 console.log(line,"\n  P",s(p.plan),"\n  C",s(c));}
