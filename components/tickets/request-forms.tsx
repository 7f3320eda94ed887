import { Check, Paperclip, Send, ThumbsDown, ThumbsUp } from "lucide-react";
import { Banner } from "@/components/kit/banner";
import { ratingWord } from "@/components/tickets/desk-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Textarea } from "@/components/ui/textarea";
import { isOver } from "#core/tickets";
import { deskLimits, type StateKind } from "#contract/tickets";

export interface RequestFormsProps {
  token: string;
  /** The page that the forms stand on, when it is not the link's own. */
  back?: string;
  stateKind: StateKind;
  rating: { score: number; comment: string } | null;
  /** What a link in a mail proposes: nothing is kept before it is confirmed. */
  proposed: number | null;
}

function Hidden({ token, back, action }: { token: string; back: string | undefined; action: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="action" value={action} />
      {back === undefined ? null : <input type="hidden" name="back" value={back} />}
    </>
  );
}

/** One click rates on the page; a link of a mail is confirmed first, with room for a word. */
function Rating({ token, back, rating, proposed }: Omit<RequestFormsProps, "stateKind">) {
  return (
    <Card id="rating" aria-labelledby="rating-title" className="grid gap-3 p-4">
      <h2 id="rating-title" className="text-base font-semibold">How did it go?</h2>
      {rating === null ? null : <p className="text-sm text-fg-2">You said: {ratingWord(rating.score)}.{rating.comment === "" ? "" : ` “${rating.comment}”`} You can change it.</p>}
      <form method="post" action="/api/request" encType="multipart/form-data" className="grid gap-3">
        <Hidden token={token} back={back} action="rate" />
        {proposed === null ? null : (
          <>
            <input type="hidden" name="score" value={proposed} />
            <p className="text-sm">Your answer: <strong>{ratingWord(proposed)}</strong>. Send it to let the desk know.</p>
            <label htmlFor="rating-comment" className="text-sm font-medium">A word about it, if you like</label>
            <Textarea id="rating-comment" name="comment" rows={2} maxLength={2_000} />
            <div><Button type="submit" variant="primary">Send</Button></div>
          </>
        )}
        {proposed === null ? (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" name="score" value="5"><ThumbsUp aria-hidden />Good</Button>
            <Button type="submit" name="score" value="1"><ThumbsDown aria-hidden />Bad</Button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}

/** What a requester does with a request: answer, close, rate. Plain forms, that work in any browser and without a script. */
export function RequestForms({ token, back, stateKind, rating, proposed }: RequestFormsProps) {
  const isDone = isOver(stateKind);
  return (
    <>
      {isDone ? <Rating token={token} back={back} rating={rating} proposed={proposed} /> : null}
      <Card aria-label="Answer" className="grid gap-3 p-4">
        <form method="post" action="/api/request" encType="multipart/form-data" className="grid gap-3">
          <Hidden token={token} back={back} action="answer" />
          <label htmlFor="request-answer" className="text-sm font-medium">{isDone ? "Not solved? Your answer opens it again." : "Your answer"}</label>
          <Textarea id="request-answer" name="body" rows={4} required maxLength={deskLimits.body} />
          <div className="flex flex-wrap items-center gap-3">
            <label className="flex min-w-0 items-center gap-2 text-sm text-fg-2"><Paperclip aria-hidden className="size-4" /><span className="sr-only">Files</span><input type="file" name="files" multiple className="max-w-72 min-w-0 text-xs file:mr-2 file:min-h-6 file:rounded-md file:border file:border-line-2 file:bg-card file:px-2 file:py-1 file:font-medium file:text-fg hover:file:bg-hover" /></label>
            <Button type="submit" variant="primary" className="ml-auto"><Send aria-hidden />Send</Button>
          </div>
        </form>
        {stateKind === "closed" ? null : (
          <form method="post" action="/api/request" encType="multipart/form-data" className="border-t border-line pt-3">
            <Hidden token={token} back={back} action="close" />
            <Button type="submit"><Check aria-hidden />I need nothing more: close it</Button>
          </form>
        )}
      </Card>
    </>
  );
}

const told: Readonly<Record<string, { tone: "info" | "critical"; text: string }>> = {
  answered: { tone: "info", text: "Your answer is with the desk." },
  followed: { tone: "info", text: "Your earlier request was closed long ago, so your answer began this new one." },
  joined: { tone: "info", text: "Your earlier request was closed as a repetition of this one: your answer is here." },
  closed: { tone: "info", text: "The request is closed. Thank you." },
  rated: { tone: "info", text: "Thank you for saying so." },
  empty: { tone: "critical", text: "Nothing was sent: write something first." },
  file: { tone: "critical", text: "Nothing was sent: a file is a program, or is not what its name says." },
  size: { tone: "critical", text: "Nothing was sent: a file is larger than 25 MB." },
  state: { tone: "critical", text: "The request is not resolved yet. Say how it went when it is." },
  failed: { tone: "critical", text: "That did not work. Try again in a minute." },
  link: { tone: "critical", text: "This link can no longer be used. Answer the last mail, and you get a new one." },
};

/** What became of the form that was sent. */
export function RequestNotice({ what }: { what: string | undefined }) {
  const notice = what === undefined ? undefined : told[what];
  return notice === undefined ? null : <Banner tone={notice.tone} isLive>{notice.text}</Banner>;
}
