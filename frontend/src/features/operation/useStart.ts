import { useNotify } from "@/components/useNotify";
import { useFormat, useTexts } from "@/texts";
import { useOperating, type Request } from "./queries";

/** Asks for an operation and says so; what is only scheduled can be undone from the toast. */
export function useStart() {
  const { operation } = useTexts();
  const format = useFormat();
  const { done, refused } = useNotify();
  const { start, cancel } = useOperating();

  const begin = (request: Request, scheduledFor: string | null, onStarted: () => void) =>
    start.mutate(request, {
      onSuccess: (ids) => {
        const words = operation.changes[request.change];
        if (scheduledFor === null) done(words.requested(ids.length));
        else {
          const undo = () =>
            cancel.mutate(ids, { onSuccess: () => done(operation.cancelled(ids.length)), onError: refused });
          done(operation.scheduled(ids.length, format.dateTime(new Date(scheduledFor))), undo);
        }
        onStarted();
      },
    });

  return { start, begin };
}
