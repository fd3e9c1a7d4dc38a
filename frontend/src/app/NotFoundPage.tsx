import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/components/EmptyState";
import { useTexts } from "@/texts";

export function NotFoundPage() {
  const { errors } = useTexts();
  return (
    <EmptyState
      title={errors.notFoundTitle}
      hint={errors.notFound}
      action={
        <Button component={Link} to="/" variant="default">
          {errors.toHome}
        </Button>
      }
    />
  );
}
