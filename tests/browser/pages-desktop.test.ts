// In English on a desktop, dark.
import { desktop } from '../support/run/chrome.ts'
import { everyPage } from './pages.ts'

everyPage({ viewport: desktop, locale: 'en-GB', colorScheme: 'dark' })
