/** A product's main picture in its row: fetched for who rests there, as each is a request at somebody's server. */
import { useEffect, useRef, useState } from 'react';
import { useVerb } from '../../bridge/useVerb.ts';
import { isImage } from '../../features/files/fileKinds.ts';
import { notTold } from '../../features/records/recordColumn.ts';
import styles from './product.module.css';

/** Who scrolls on does not look. In milliseconds. */
const restMs = 600;

export function PictureCell({ code, alt }: { readonly code: string; readonly alt: string }) {
  const [isLookedAt, setLookedAt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLookedAt(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  const file = useVerb('records.file', isLookedAt ? { kind: 'product', code, field: 'product_image_url_main' } : null);
  const picture = useVerb('files.preview', file.value !== null && isImage(file.value.mime) ? { file_id: file.value.file_id } : null);
  const [isBroken, setBroken] = useState(false);
  const image = useRef<HTMLImageElement>(null);
  const { value } = picture;
  useEffect(() => {
    if (value === null || image.current === null) return undefined;
    const url = URL.createObjectURL(new Blob([value.bytes.slice()], { type: value.mime }));
    image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [value]);
  if (isBroken || file.error !== null || picture.error !== null) return <>{notTold}</>;
  if (value === null) return null;
  return <img ref={image} className={styles.picture} alt={alt} onError={() => setBroken(true)} />;
}
