import { useEffect } from "react";
import { useTexts } from "@/texts";

export function usePageTitle(title: string): void {
  const { common } = useTexts();
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title, common.product]);
}
