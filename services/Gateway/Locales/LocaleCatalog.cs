using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Locales;

/// <summary>
/// Finds texts: those of the tenant before the built-in ones, and of a more precise language before those of a less
/// precise one; what is missing there comes from the tenant's default language, and at last from English.
/// </summary>
internal sealed class LocaleCatalog : IDisposable
{
    /// <summary>The language that has every text.</summary>
    public const string English = "en";

    private readonly IOptionsMonitor<LocalesOptions> options;
    private readonly IDisposable? changes;

    // Bounded: only languages there are texts in become entries, for each tenant with texts of its own.
    private readonly ConcurrentDictionary<(TenantLocalesOptions Tenant, string Tag), LocaleStrings> made = new();

    public LocaleCatalog(IOptionsMonitor<LocalesOptions> options)
    {
        this.options = options;
        changes = options.OnChange(_ => made.Clear());
    }

    /// <summary>The best texts for somebody who asks for <paramref name="wanted"/>, best first.</summary>
    public LocaleStrings Find(Guid? tenantId, params IEnumerable<string> wanted)
    {
        var tenant = options.CurrentValue.For(tenantId);
        foreach (var tag in wanted)
        {
            if (Match(tenant, tag) is { } known)
            {
                return Make(tenant, known);
            }
        }
        return Make(tenant, Match(tenant, tenant.Default) ?? English);
    }

    /// <summary>The texts for a request: its own word first, then its browser's.</summary>
    public LocaleStrings Find(Guid? tenantId, string? locale, HttpRequest request) =>
        Find(
            tenantId,
            [
                .. locale is not null && LocaleTag.IsValid(locale) ? [locale] : Array.Empty<string>(),
                .. AcceptLanguage.Read(request.Headers.AcceptLanguage.ToString()),
            ]
        );

    public void Dispose() => changes?.Dispose();

    /// <summary>The most precise form of the tag there are texts in, spelt as we spell it.</summary>
    private static string? Match(TenantLocalesOptions tenant, string tag)
    {
        for (var next = tag; next is not null; next = LocaleTag.ParentOf(next))
        {
            var known = tenant.Strings.Keys.Concat(BuiltInTexts.All.Keys);
            if (
                known.FirstOrDefault(name => string.Equals(name, next, StringComparison.OrdinalIgnoreCase)) is { } found
            )
            {
                return found;
            }
        }
        return null;
    }

    private LocaleStrings Make(TenantLocalesOptions tenant, string tag) =>
        made.GetOrAdd(
            (tenant, tag),
            static key =>
            {
                var texts = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var name in LocaleKeys.All)
                {
                    texts[name] =
                        Text(key.Tenant, key.Tag, name)
                        ?? Text(key.Tenant, key.Tenant.Default, name)
                        ?? BuiltInTexts.All[English][name];
                }
                return new LocaleStrings(key.Tag, texts);
            }
        );

    private static string? Text(TenantLocalesOptions tenant, string tag, string key)
    {
        for (var next = tag; next is not null; next = LocaleTag.ParentOf(next))
        {
            if (tenant.Strings.TryGetValue(next, out var own) && own.TryGetValue(key, out var text))
            {
                return text;
            }
            if (BuiltInTexts.All.TryGetValue(next, out var builtIn) && builtIn.TryGetValue(key, out text))
            {
                return text;
            }
        }
        return null;
    }
}
