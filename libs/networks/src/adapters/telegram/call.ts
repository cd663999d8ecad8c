import type { AdapterIo, Json, JsonObject, MediaFile, StepEffect } from '../../contract.js';
import { filePart, type FormPart, multipart } from '../../http/multipart.js';
import { transportError } from '../../transport-error.js';
import { readAnswer, type Told } from './classify.js';
import type { TelegramCredentials } from './credentials.js';
import { filePartName } from './format.js';

/** One method of the Bot API. The token is a part of the address, which therefore appears in no error. */
export async function call(
  { botToken }: TelegramCredentials,
  method: string,
  parameters: JsonObject,
  effect: StepEffect,
  io: AdapterIo,
  files: readonly MediaFile[] = [],
): Promise<Told> {
  const outcome = await io.http.send({
    method: 'POST',
    url: `${io.hosts['api']}/bot${botToken}/${method}`,
    ...content(method, parameters, files),
    deadline: io.deadline,
    userSuppliedHost: false,
  });
  return outcome.kind === 'failed'
    ? { kind: 'refused', error: transportError('telegram', effect, outcome) }
    : readAnswer(outcome, effect, io.now);
}

function content(method: string, parameters: JsonObject, files: readonly MediaFile[]) {
  if (files.length === 0) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(parameters) };
  const fields = Object.entries(parameters).map(([name, value]): [string, FormPart] => [name, fieldText(value)]);
  const parts = files.map((file, index): [string, FormPart] => [partName(method, index), filePart(file)]);
  return multipart([...fields, ...sizes(method, files), ...parts]);
}

function fieldText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const OWN_PART: Readonly<Record<string, string>> = { sendPhoto: 'photo', sendVideo: 'video' };

function partName(method: string, index: number): string {
  return OWN_PART[method] ?? filePartName(index);
}

/** Players that are not told a video's shape show a square until it is loaded. */
function sizes(method: string, [file]: readonly MediaFile[]): [string, FormPart][] {
  if (method !== 'sendVideo' || !file) return [];
  const { width, height, durationMs } = file;
  const duration = durationMs === null ? null : Math.round(durationMs / 1_000);
  return Object.entries({ width, height, duration }).flatMap(([name, value]): [string, FormPart][] =>
    value === null ? [] : [[name, String(value)]],
  );
}
