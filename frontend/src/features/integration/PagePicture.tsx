import { Disclosure } from "@/components/Disclosure";
import { useTexts } from "@/texts";
import classes from "./PagePicture.module.css";

interface PagePictureProps {
  /** The data URL of the picture, in which everything that was filled in is masked. */
  picture: string;
  isOpen?: boolean;
}

/** What a page of the service looked like at a step. */
export function PagePicture({ picture, isOpen = false }: PagePictureProps) {
  const { page } = useTexts().integration;
  return (
    <Disclosure label={page.show} initiallyOpen={isOpen}>
      <img className={classes.picture} src={picture} alt={page.picture} />
    </Disclosure>
  );
}
