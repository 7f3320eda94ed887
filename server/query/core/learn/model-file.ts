import { placeHeads, type LinearModel, type StoredHead, type TrainedModel } from "./model";
import { makeNameTable } from "./name-table";

/** The three classifiers: of questions, of methods, of measures. */
export interface Models {
  question: LinearModel;
  method: LinearModel;
  measure: LinearModel;
}

type Trained = Record<keyof Models, TrainedModel>;
const kinds: readonly (keyof Models)[] = ["question", "method", "measure"];

/** What stands in front of a model's bytes; lengths in bytes. */
interface ModelHeader {
  version: string;
  heads: readonly StoredHead[];
  words: string;
  scale: number;
  table: number;
  weights: number;
}

const lengthBytes = 4;
const bytesOf = (table: Uint32Array): Uint8Array => new Uint8Array(table.buffer, table.byteOffset, table.byteLength);

/** One file of all models: the length of the header (32 bits), the header as JSON, then table and weights of each model in turn, in this machine's byte order. */
export function encodeModels(trained: Trained): Uint8Array {
  const parts = kinds.map((kind) => {
    const { version, heads, words, scale, features, weights } = trained[kind];
    const table = makeNameTable(features);
    const header: ModelHeader = { version, heads, words, scale, table: table.byteLength, weights: weights.byteLength };
    return { header, bytes: [bytesOf(table), new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)] };
  });
  const header = new TextEncoder().encode(JSON.stringify(parts.map((part) => part.header)));
  const all = [bytesOf(Uint32Array.of(header.byteLength)), header, ...parts.flatMap(({ bytes }) => bytes)];
  const file = new Uint8Array(all.reduce((sum, { byteLength }) => sum + byteLength, 0));
  all.reduce((at, bytes) => {
    file.set(bytes, at);
    return at + bytes.byteLength;
  }, 0);
  return file;
}

/** Bytes that begin where a word may begin, whatever they lay in. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Reads what `encodeModels` wrote. Throws when the file is cut off. */
export function decodeModels(file: Uint8Array): Models {
  const [length = 0] = new Uint32Array(copyOf(file.subarray(0, lengthBytes)));
  const headers = JSON.parse(new TextDecoder().decode(file.subarray(lengthBytes, lengthBytes + length))) as ModelHeader[];
  let at = lengthBytes + length;
  const take = (bytes: number): ArrayBuffer => {
    if (at + bytes > file.byteLength) throw new Error("The file of the classifiers is cut off.");
    at += bytes;
    return copyOf(file.subarray(at - bytes, at));
  };
  const models = headers.map(({ version, heads, words, scale, table, weights }): LinearModel => ({ version, words, scale, ...placeHeads(heads), table: new Uint32Array(take(table)), weights: new Int8Array(take(weights)) }));
  const [question, method, measure] = models;
  if (!question || !method || !measure) throw new Error("The file of the classifiers does not hold all of them.");
  return { question, method, measure };
}
