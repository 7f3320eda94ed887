// node scripts/bench/monitors.mjs [SECONDS]: what 500 monitors at 30 s over TLS cost, and how soon an open page hears of a failed database.
// On a throwaway database and a target of its own. Prints JSON.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import https from "node:https";
import path from "node:path";
import { startThrowawayPostgres } from "../lib/throwaway-postgres.mjs";
import { temporaryFolder } from "../lib/temporary.mjs";

if (process.argv[2] === "target") {
  const folder = process.argv[3];
  const server = https.createServer({ key: fs.readFileSync(path.join(folder, "key.pem")), cert: fs.readFileSync(path.join(folder, "cert.pem")) }, (_request, response) => response.end("ok"));
  server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
} else {
  const seconds = Number(process.argv[2] ?? 60);
  const { directory, remove } = temporaryFolder("monitors-bench");
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "90", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path.join(directory, "key.pem"), "-out", path.join(directory, "cert.pem")], { stdio: "ignore" });
  const postgres = await startThrowawayPostgres({});
  const target = spawn(process.execPath, [import.meta.filename, "target", directory], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((done) => target.stdout.once("data", (text) => done(String(text).trim())));
  const secret = "b".repeat(64);
  const env = { ...process.env, DATABASE_URL: postgres.url("postgres"), QUARTERDECK_SECRET_KEY: secret, NEXTAUTH_SECRET: secret, QUARTERDECK_PRIVATE_TARGETS: "127.0.0.1", NODE_EXTRA_CA_CERTS: path.join(directory, "cert.pem"), LOG_LEVEL: "error" };
  execFileSync(process.execPath, ["scripts/migrate.mjs", "deploy"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/bench/monitors.ts", port, String(seconds)], { env, stdio: "inherit" });
  const finish = async (code) => {
    target.kill();
    await postgres.release();
    remove();
    process.exit(code ?? 1);
  };
  child.on("exit", (code) => void finish(code));
}
