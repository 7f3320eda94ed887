import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { ImapFlow } from "imapflow";

const program = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].find((file) => fs.existsSync(file));
export const hasDovecot = program !== undefined;

const freePort = (): Promise<number> => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => done(port));
  });
});

const answers = (port: number): Promise<boolean> => new Promise((done) => {
  const socket = connect(port, "127.0.0.1");
  socket.once("data", () => done(true)).once("error", () => done(false));
  socket.once("data", () => socket.destroy());
});

/** Everything that Dovecot needs, for whoever runs it: no account of the system, no file outside of the folder. */
function configOf(folder: string, { port, user, group }: { port: number; user: string; group: string }): string {
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
mail_uid = ${user}
mail_gid = ${group}
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

export interface Dovecot {
  url: string;
  start: () => Promise<void>;
  /** Puts a message into the folder, as a mail server would. */
  deliver: (raw: string) => Promise<void>;
  /** Messages that nobody has seen yet. */
  countUnseen: () => Promise<number>;
  stop: () => Promise<void>;
}

const accounts = (): { user: string; group: string } => (process.getuid?.() === 0 ? { user: "mail", group: "mail" } : { user: os.userInfo().username, group: String(process.getgid?.() ?? "") });

const endOf = (child: ChildProcess): Promise<void> => new Promise((done) => {
  child.once("exit", () => done());
  child.kill();
});

/** A real IMAP server of its own, with one folder. It is not running until it is started. */
export async function prepareDovecot(): Promise<Dovecot> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dovecot-"));
  const port = await freePort();
  let child: ChildProcess | null = null;
  for (const place of ["run", "mail"]) fs.mkdirSync(path.join(folder, place));
  for (const place of [folder, path.join(folder, "mail")]) fs.chmodSync(place, 0o777);
  fs.writeFileSync(path.join(folder, "dovecot.conf"), configOf(folder, { port, ...accounts() }));
  const withClient = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = new ImapFlow({ host: "127.0.0.1", port, secure: false, auth: { user: "help", pass: "secret" }, logger: false });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  return {
    url: `imap://help:secret@127.0.0.1:${port}/INBOX`,
    start: async () => {
      child = spawn(program ?? "", ["-F", "-c", path.join(folder, "dovecot.conf")], { stdio: "ignore" });
      for (let tries = 0; tries < 100 && !(await answers(port)); tries += 1) await new Promise((done) => setTimeout(done, 50));
    },
    deliver: (raw) => withClient(async (client) => void (await client.append("INBOX", Buffer.from(raw.replace(/\r?\n/g, "\r\n"))))),
    countUnseen: () => withClient(async (client) => (await client.status("INBOX", { unseen: true })).unseen ?? -1),
    stop: async () => {
      if (child !== null) await endOf(child);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
