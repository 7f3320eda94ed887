/** Ordinary English words (as typed or singular) that are never taken for a misspelt word of the domain. */
const text = `
a auto about above across act actual actually add added after again against ago agree ahead all almost alone along already also although always am among amount an and another answer any
anybody anyone anything anyway apart are area around as ask asked at attention away back bad bank base based basis be bear because become been before began begin behind being believe bell
belong below bend beside best better between beyond big bill bit bite blood blow board boat body book boss both bottle bottom bought box boy brain branch brand bread break bring broad
broke broken brother brought build built bunch business busy but buy by cake call called calls came camera can cannot cant card care carry case cases cast cat catch caught cell cent center
central chair chance chances changed charge cheap check chief child children choice choose church circle city claim class clean clear climb clock cloth cloud coach coast coat code coffee cold
color colour come comes coming common company complete computer concern concert condition consider contain content continue control cook cool copy corn corner correct cost could couldnt count country
couple course court cover crew crime cross crowd cry cup current currently cut dark date dates dead deal dear death decide deep did didnt die differ different dinner direct dirt
discuss do doctor does doesnt dog doing dollar done dont door doubt draft draw dream dress drew drink drive driver dropped dry due during duty each early earn earth ease easily east easy
eat edge effect egg eight either else email empty end ends energy engine enjoy enough enter equal especially etc even evening event ever every everyone everything exact exactly example except
excite expect explain express extra eye face fact fail failed fails fair fall family famous far farm fast fat father favor favorite fear feed feel feet fell felt few field fight figure
file fill film final finally find fine finger finish fire first fish fit five flat flow flower fly focus folder follow food foot football for force foreign forest forget form former forward found four
free fresh friend from front fruit full fun funny further future gain game garden gas gave general get gets getting girl give given gives glad glass go goal goes going gold gone good got govern grand
grass great green grew ground grow guess guest gun guy had half hall hand hands handle hang happen happened happens happy hard has hasnt hat hate have havent having he head hear heard heart heat
heavy height held hello help helped her here hers hey hi high him himself his hit hold hole home hope horse hot hotel hotels house how however huge human hundred hurry i ice idea if imagine
important improve in inch include inside instead interest into invest invite is island isnt issue it item its itself job join jump june just keep keeps kept key kid kind king kitchen knew know known lady lake land
language large late lately later laugh law lay lead leader learn least leave led left leg less let lets letter lie life lift light like likely line link lip list listen little live local lone long
look looking looks lose loss lost lot loud love low lower luck lunch made mail main make makes making man manage manager many map mark market marry mass master match mate material matter may
maybe me meal mean meant meat meet meeting men mess met metal middle might mile milk mind mine minor miss mix modern moment money moon more morning most mother mount mouth move movie much
music must my myself name near nearly neck need needs neither never new news next nice night nine no nobody noise none noon nor north nose not note nothing notice now nowhere object ocean of off
offer office often oh oil ok okay old once one ones only onto open opening opera or orange other others ought our ours out outside over own owner page paid pain paint pair paper parent park part parts
party pass passed past path pay peace people per perhaps period person phone photo pick picture piece place places plain plan plane planet plant play please plenty pocket poem point police poor popular
possible post pound power practice prepare present president press pretty price print prior private probably problem process produce product program project proper protect prove provide public pull push put
question quick quickly quiet quite race radio rain raise ran range rather reach read reading ready real really reason receive recent recently recipe red reduce regard relate remain remember remind rent repeat
reply report request rest result results return rich ride right ring rise river road rock role roll room round row rule run running sad safe safely said sail salt same sand sat save saw say says scale
scene school science score sea search season seat second secret see seed seem seems seen self sell send sense sent sentence separate serious serve set sets settle seven several shall shape share she ship
shirt shoe shoot shop shore short should shouldnt show shown shows shut side sign silver similar simple since sing single sister sit situation six size skill skin sky sleep slip slow small smell smile
snow so social soft soil sold soldier some somebody someone something song soon sorry sort sound south space speak special speed spell spend spent spoke sport spot spread spring square stand star start
started state stay steal steel step stick still stone stood stop store story straight strange street strong student study stuff such sudden suggest suit summary summer sun supply suppose sure surface
surprise sweet swim table take taken takes taking talk tall taste teach tell ten tend term terms test text than thank thanks that thats the their theirs them then there these they thick thin thing things
think third this those though thought thousand three through throw thus tie time times tiny to today together told tomorrow tone tonight too took tool top total touch toward town track trade train
travel tree trend trip trouble truck true trust truth try trying turn twelve twenty two type under unit until up upon us use used user uses using usual usually vary very video view village visit
voice wait walk wall want wanted war warm was wash wasnt waste watch water wave way we wear weather week weight well went were west wet what whats wheel when where whether which while white who
whole whom whose why wide wife wild will win wind window wing winter wish with within without wolf woman women wonder wont wood word words work worked working works world worry worse worth would wouldnt
write writing written wrong wrote yard yeah year yellow yes yesterday yet you young your yours yourself zero quarter quarters latest newest oldest biggest largest severe server servers series stars stall
stale stable rates crate later data dating handed passing bound round poured counted depend depends dependent dependents dependency dependencies rely relies owner owned owns tell bring
skip skipped skips slip slips slipped ship ships shipped shipping tight sight might fight night sold told hold bold fold mold wrap trap tracks cracks stack stacks slack black block blocks clock locked looked linked likes lines lived loves
cases caused course sources source scores stores stones stages storage shortage average coverage leverage manager managers engineer engineers person persons costs hosts posts tests rests nests lists mists fists steps stops shops drops crops props tools pools fools rules roles holes poles miles files tiles piles smiles
worker workers walker talker maker makers taker takers baker joker owners opener closer closest nearest dearest clearer cleaner leaner learner earner banner manner dinner winner sinner thinner inner others brother bother feather leather heather gather rather
parking marking barking markets basket blanket bracket packet jacket racket facing pacing tracing placing spacing pricing slicing voicing noticing serving saving having giving living driving arriving moving proving loving leaving
building buildings wise wipe prose guest quest mention motion option portion station nation ration notion poets poet tackled picket rocket pocket socket wicket cricket
`;

export const commonWords: ReadonlySet<string> = new Set(text.split(/\s+/).filter((item) => item !== ""));
