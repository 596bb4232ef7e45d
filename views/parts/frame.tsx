// The header and footer of every page: brand, places to go, notifications, the account menu, language.
import type { Child } from 'hono/jsx'
import { icon } from './icon.tsx'
import { Mark } from './mark.tsx'

type NavItem = { href: string; label: string; current: boolean; count?: number | undefined }
type Account = {
  name: string
  kana?: string | undefined
  role: string
  menuLabel: string
  links: readonly { href: string; label: string }[]
  signOut: { action: string; label: string }
}
export type HeaderProps = {
  home: string
  tagline?: string | undefined
  navLabel: string
  nav: readonly NavItem[]
  notifications?: { href: string; label: string; unread: number } | undefined
  account?: Account | undefined
  signIn?: { href: string; label: string } | undefined
  language: LanguageSwitch
  /** On a shared PC: what it is, and the way out. */
  shared?: { words: string; signOut: { action: string; label: string } } | undefined
}
/** `label` is written in the other language. The answer leads back to the page that asked, as the browser names it. */
type LanguageSwitch = { action: string; locale: 'ja' | 'en'; label: string }

export const Header = (props: HeaderProps & { siteName: string; demo?: Child }) => (
  <header class="yui-header">
    {props.demo ? <p class="yui-demo">{props.demo}</p> : null}
    {props.shared ? <SharedLine {...props.shared} /> : null}
    <div class="yui-header__bar">
      <a class="yui-brand" href={props.home}>
        <Mark />
        <span class="yui-brand__name">{props.siteName}</span>
        {props.tagline ? <span class="yui-brand__site">{props.tagline}</span> : null}
      </a>
      <div class="yui-header__tools">
        <Language {...props.language} />
        {props.notifications ? <Bell {...props.notifications} /> : null}
        {props.account ? <AccountMenu {...props.account} /> : null}
        {props.signIn ? (
          <a class="dads-button" data-type="outline" data-size="sm" href={props.signIn.href}>
            {props.signIn.label}
          </a>
        ) : null}
      </div>
    </div>
    {props.nav.length === 0 ? null : (
      <nav class="yui-nav" aria-label={props.navLabel}>
        <ul class="yui-nav__list">
          {props.nav.map((item) => (
            <li>
              <a class="yui-nav__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
                {item.label}
                {item.count ? <span class="yui-nav__count">{item.count}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
  </header>
)

const SharedLine = ({ words, signOut }: NonNullable<HeaderProps['shared']>) => (
  <form class="yui-shared" method="post" action={signOut.action}>
    <p>{words}</p>
    <button class="dads-button" data-type="outline" data-size="sm" type="submit">
      {signOut.label}
    </button>
  </form>
)

/** `label` says the number too, for those who hear the page. */
const Bell = ({ href, label, unread }: { href: string; label: string; unread: number }) => (
  <a class="yui-header__tool" href={href} aria-label={label} title={label}>
    {icon('bell')}
    {unread > 0 ? (
      <span class="yui-header__unread" aria-hidden="true">
        {unread > 99 ? '99+' : unread}
      </span>
    ) : null}
  </a>
)

const AccountMenu = ({ name, kana, role, menuLabel, links, signOut }: Account) => (
  <details class="yui-account" data-menu>
    <summary class="yui-header__tool" aria-label={`${name} ${menuLabel}`}>
      {icon('person')}
      <span class="yui-account__short">{name}</span>
      {icon('down')}
    </summary>
    <div class="yui-account__panel">
      <p class="yui-account__who">
        {kana ? <span class="yui-account__kana">{kana}</span> : null}
        <b>{name}</b>
        <span class="yui-account__role">{role}</span>
      </p>
      <ul>
        {links.map((link) => (
          <li>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
      </ul>
      <form method="post" action={signOut.action}>
        <button class="dads-button" data-type="outline" data-size="sm" type="submit">
          {signOut.label}
        </button>
      </form>
    </div>
  </details>
)

const Language = ({ action, locale, label }: LanguageSwitch) => (
  <form class="yui-language" method="post" action={action}>
    <input type="hidden" name="locale" value={locale} />
    <button class="yui-header__tool" type="submit" lang={locale}>
      {icon('globe')}
      <span>{label}</span>
    </button>
  </form>
)

export type FooterProps = { label: string; links: readonly { href: string; label: string }[]; note?: Child }

export const Footer = ({ label, links, note, siteName }: FooterProps & { siteName: string }) => (
  <footer class="yui-footer">
    <div class="yui-footer__inner">
      <p class="yui-footer__site">
        <Mark />
        {siteName}
      </p>
      <nav aria-label={label}>
        <ul class="yui-footer__links">
          {links.map((link) => (
            <li>
              <a href={link.href}>{link.label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {note ? <p class="yui-footer__note">{note}</p> : null}
    </div>
  </footer>
)
