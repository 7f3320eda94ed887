import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Labelled } from "./labels";
import { predictionSchema, type Prediction } from "./prediction";

const cli = ["--conditions=react-server", "--import", "tsx", "server/api/cli/main.ts"];

/** Asks the product itself, through its command line, on the database of the environment. A question that failed has no prediction. */
export async function predictFromBatch(labels: readonly Labelled[], role: string): Promise<Map<string, Prediction>> {
  const file = path.join(process.env.QUARTERDECK_DATA_DIR ?? ".", "questions.jsonl");
  fs.writeFileSync(file, labels.map(({ id, q, context, now, tz }) => JSON.stringify({ id, q, context, now, tz })).join("\n"));
  const child = spawn(process.execPath, [...cli, "ask", "--batch", file, "--json", "--as", role], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => void child.once("close", resolve));
  const predictions = new Map<string, Prediction>();
  for await (const line of createInterface({ input: child.stdout })) {
    const prediction = predictionSchema.safeParse(JSON.parse(line));
    if (prediction.success) predictions.set(prediction.data.id, prediction.data);
    else process.stderr.write(`${line.slice(0, 300)}\n`);
  }
  if ((await ended) !== 0) throw new Error("The command line ended with an error.");
  return predictions;
}
