/** Above a form that its writer was called away from: all that they typed is in it again. */
import { Banner } from './notices.tsx'

type ReturnedProps = { words: { title: string; lead: string; files: string }; files: boolean }
export const Returned = ({ words, files }: ReturnedProps) => (
  <Banner tone="info" title={words.title} live>
    <p>{words.lead}</p>
    {files ? <p>{words.files}</p> : null}
  </Banner>
)
