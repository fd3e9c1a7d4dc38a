import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconLink, IconUserPlus } from "@tabler/icons-react";
import { useCan } from "@/app/session";
import { useTexts } from "@/texts";
import { BulkOperationButtons } from "@/features/operation/OperationButtons";
import type { Account } from "../types";
import { LinkDialog } from "./LinkDialog";
import { RegisterDialog } from "./RegisterDialog";

interface BulkActionsProps {
  accounts: readonly Account[];
  onDone: () => void;
}

export function BulkActions({ accounts, onDone }: BulkActionsProps) {
  const { bulk } = useTexts().account;
  const mayRegister = useCan("directory:write");
  const [isLinking, linking] = useDisclosure(false);
  const [isRegistering, registering] = useDisclosure(false);

  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconLink size={14} aria-hidden />}
        onClick={linking.open}
      >
        {bulk.link}
      </Button>
      {mayRegister && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUserPlus size={14} aria-hidden />}
          onClick={registering.open}
        >
          {bulk.register}
        </Button>
      )}
      <BulkOperationButtons accounts={accounts} onDone={onDone} />
      <LinkDialog accounts={accounts} opened={isLinking} onClose={linking.close} onDone={onDone} />
      <RegisterDialog accounts={accounts} opened={isRegistering} onClose={registering.close} onDone={onDone} />
    </>
  );
}
