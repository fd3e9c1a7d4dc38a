import { EventSourceParserStream } from "eventsource-parser/stream";

export interface StreamedEvent {
  name: string;
  data: unknown;
}

/** The server-sent events of an answer, as they come. */
export async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<StreamedEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield { name: value.event ?? "message", data: JSON.parse(value.data) };
  }
}
