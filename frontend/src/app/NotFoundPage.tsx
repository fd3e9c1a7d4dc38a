import { LinkButton } from "@/components/LinkButton";
import { EmptyState } from "@/components/EmptyState";
import { useTexts } from "@/texts";

export function NotFoundPage() {
  const { errors } = useTexts();
  return (
    <EmptyState
      title={errors.notFoundTitle}
      hint={errors.notFound}
      action={
        <LinkButton to="/" variant="default">
          {errors.toHome}
        </LinkButton>
      }
    />
  );
}
