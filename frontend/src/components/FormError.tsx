import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { describeError } from "@/api/errors";
import { useTexts } from "@/texts";

/** Why a form was refused as a whole. Refusals of single fields stand at the fields. */
export function FormError({ error }: { error: unknown }) {
  const { errors } = useTexts();
  if (error === null || error === undefined) return null;
  const { message, remedy, about } = describeError(error, errors);
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertTriangle size={18} />} title={message}>
      {[about, remedy].filter(Boolean).join(" ")}
    </Alert>
  );
}
