import { Group } from "@mantine/core";
import { LinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";

export function NotFoundPage() {
  const { errors } = useTexts();
  return (
    <Page kind="text">
      <PageHeader title={errors.notFoundTitle} lead={errors.notFound} />
      <Group>
        <LinkButton to="/" variant="default">
          {errors.toHome}
        </LinkButton>
      </Group>
    </Page>
  );
}
