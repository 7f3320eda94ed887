import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** What a push service was sent. */
interface Pushed {
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface PushReceiver {
  /** As a browser gives it out. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  pushed: Pushed[];
  answer: { status: number };
  close: () => Promise<void>;
}

/** A push service and a browser for tests: it keeps what it was sent, and the browser's keys open it (RFC 8291, RFC 8188), independently of what sealed it. */
export async function startPushReceiver(): Promise<PushReceiver & { open: (body: Buffer) => unknown }> {
  const browser = createECDH("prime256v1");
  const publicKey = browser.generateKeys();
  const auth = randomBytes(16);
  const pushed: Pushed[] = [];
  const answer = { status: 201 };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      pushed.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const hkdf = (secret: Buffer, salt: Buffer, { info, length }: { info: Buffer; length: number }): Buffer => Buffer.from(hkdfSync("sha256", secret, salt, info, length));
  const open = (body: Buffer): unknown => {
    const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 21 + body.readUInt8(20))];
    const secret = hkdf(browser.computeSecret(sender), auth, { info: Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]), length: 32 });
    const [key, nonce] = [hkdf(secret, salt, { info: Buffer.from("Content-Encoding: aes128gcm\0"), length: 16 }), hkdf(secret, salt, { info: Buffer.from("Content-Encoding: nonce\0"), length: 12 })];
    const text = body.subarray(21 + sender.length);
    const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(text.subarray(-16));
    const plain = Buffer.concat([decipher.update(text.subarray(0, -16)), decipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString("utf8"));
  };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push/one`;
  return { subscription: { endpoint, keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") } }, pushed, answer, open, close: () => new Promise((done) => void server.close(() => done())) };
}

/** The claims of a request's VAPID token (RFC 8292); null when the key that it names did not sign it. */
export function vapidClaims(authorization: string): { aud: string; sub: string; exp: number; key: string } | null {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const isSigned = verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  return isSigned ? { ...(JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { aud: string; sub: string; exp: number }), key } : null;
}
