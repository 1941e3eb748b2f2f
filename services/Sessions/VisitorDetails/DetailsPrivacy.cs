using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.VisitorDetails;

/// <summary>What a tenant lets be kept of its visitors.</summary>
internal static class DetailsPrivacy
{
    /// <summary>Without what is switched off; null when all is.</summary>
    public static BrowserDetails? Kept(BrowserDetails seen, PrivacySettings privacy) =>
        !privacy.CollectAnalytics
            ? null
            : new BrowserDetails
            {
                Ip = privacy.CollectIp ? seen.Ip : null,
                Browser = privacy.CollectBrowser ? seen.Browser : null,
                Os = privacy.CollectBrowser ? seen.Os : null,
                Language = privacy.CollectBrowser ? seen.Language : null,
                Page = privacy.CollectPageViews ? seen.Page : null,
                PageTitle = privacy.CollectPageViews ? seen.PageTitle : null,
                Referrer = privacy.CollectPageViews ? seen.Referrer : null,
                Country = privacy.CollectLocation ? seen.Country : null,
                Region = privacy.CollectLocation ? seen.Region : null,
                City = privacy.CollectLocation ? seen.City : null,
            };
}
