/** A page that is only shown: scrolled inside its own region, by touch or by keyboard, at the size at which it is read. */

type PictureProps = { src: string; alt: string; label: string }

/** Pictures are drawn with two pixels for each; said in the source, so that they come out at their own size on every screen. */
export const Picture = ({ src, alt, label }: PictureProps) => (
  <section class="yui-sheet" aria-label={label} tabindex={0}>
    <picture>
      <source srcset={`${src} 2x`} />
      <img class="yui-sheet__picture" src={src} alt={alt} />
    </picture>
  </section>
)
