import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { useTexts } from "@/texts";
import { ForbiddenError } from "./ForbiddenError";

export function RouteError({ error, reset }: ErrorComponentProps) {
  const { errors } = useTexts();
  const router = useRouter();
  if (error instanceof ForbiddenError) return <EmptyState title={errors.forbiddenTitle} hint={errors.forbidden} />;
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
