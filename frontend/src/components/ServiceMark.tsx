import { useEffect, useState } from "react";
import type { Mark } from "./serviceMarks";
import classes from "./ServiceMark.module.css";

interface ServiceMarkProps {
  /** The service's name in the catalogue's folders, such as `google-workspace`. */
  uniqueName: string;
  /** The service's name as people read it; its first letter stands in where there is no mark. */
  name: string;
  size?: number;
}

let marks: Readonly<Record<string, Mark>> | undefined;

/** Decoration beside a service's name: its mark where one exists, its first letter otherwise. */
export function ServiceMark({ uniqueName, name, size = 24 }: ServiceMarkProps) {
  const mark = useMarks()[uniqueName];
  return (
    <span className={classes.tile} style={{ width: size, height: size, fontSize: size * 0.5 }} aria-hidden>
      {mark === undefined ? (
        Array.from(name)[0]
      ) : (
        <svg viewBox="0 0 24 24" width={size * 0.66} height={size * 0.66} fill={`#${mark.hex}`}>
          <path d={mark.path} />
        </svg>
      )}
    </span>
  );
}

function useMarks(): Readonly<Record<string, Mark>> {
  const [loaded, setLoaded] = useState(marks);
  useEffect(() => {
    if (loaded !== undefined) return;
    void import("./serviceMarks").then((module) => {
      marks = module.serviceMarks;
      setLoaded(marks);
    });
  }, [loaded]);
  return loaded ?? {};
}
