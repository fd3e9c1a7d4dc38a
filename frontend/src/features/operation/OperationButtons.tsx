import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "@/app/session";
import { useTexts } from "@/texts";
import type { Account } from "@/features/account/types";
import { changesFor } from "./states";
import type { AccountChange } from "./types";

const OperateDialog = lazy(() => import("./OperateDialog"));

const icons = { delete: IconTrash, deactivate: IconPlayerPause, reactivate: IconPlayerPlay } as const;

/** Suspends, reactivates or deletes one account, after a look at what that means. */
export function OperationButtons({ account, ...rest }: { account: Account } & LinkedFrom) {
  return <Buttons accounts={[account]} {...rest} />;
}

/** The same for many accounts at once. */
export function BulkOperationButtons({ accounts, onDone }: { accounts: readonly Account[]; onDone: () => void }) {
  return <Buttons accounts={accounts} onDone={onDone} />;
}

/** Set where a link from elsewhere leads straight to the question. */
interface LinkedFrom {
  initially?: AccountChange;
  origin?: "slack";
}

interface ButtonsProps extends LinkedFrom {
  accounts: readonly Account[];
  onDone?: () => void;
}

function Buttons({ accounts, onDone, initially, origin }: ButtonsProps) {
  const { operation } = useTexts();
  const mayOperate = useCan("accounts:write");
  const [change, setChange] = useState<AccountChange | null>(initially ?? null);
  const present = accounts.filter(({ isDeleted }) => !isDeleted);
  if (!mayOperate || present.length === 0) return null;

  return (
    <>
      {changesFor(present.map(({ status }) => status)).map((each) => {
        const ChangeIcon = icons[each];
        return (
          <Button
            key={each}
            size="compact-sm"
            variant="default"
            leftSection={<ChangeIcon size={14} aria-hidden />}
            onClick={() => setChange(each)}
          >
            {operation.changes[each].verb}
          </Button>
        );
      })}
      {change !== null && (
        <Suspense>
          <OperateDialog
            accounts={present}
            change={change}
            origin={origin}
            onClose={() => setChange(null)}
            onDone={onDone}
          />
        </Suspense>
      )}
    </>
  );
}
