using Chat.Sessions.Settings.Sections;
using Chat.Sessions.VisitorDetails;

namespace Chat.Sessions.Tests.VisitorDetails;

public sealed class DetailsPrivacyTests
{
    private static readonly BrowserDetails All = new()
    {
        Ip = "203.0.113.7",
        Browser = "Firefox 128",
        Os = "Linux",
        Page = "https://shop.example/a",
        PageTitle = "A",
        Referrer = "https://shop.example/",
        Language = "de-AT",
        Country = "AT",
        Region = "Wien",
        City = "Wien",
    };

    [Fact]
    public void Kept_Everything_IsWhatWasSeen() => Assert.Equal(All, DetailsPrivacy.Kept(All, new PrivacySettings()));

    [Fact]
    public void Kept_NothingCollected_IsNothing() =>
        Assert.Null(DetailsPrivacy.Kept(All, new PrivacySettings { CollectAnalytics = false }));

    [Fact]
    public void Kept_SwitchedOff_LacksThoseFieldsOnly()
    {
        var on = new PrivacySettings();

        Assert.Equal(All with { Ip = null }, DetailsPrivacy.Kept(All, on with { CollectIp = false }));
        Assert.Equal(
            All with
            {
                Browser = null,
                Os = null,
                Language = null,
            },
            DetailsPrivacy.Kept(All, on with { CollectBrowser = false })
        );
        Assert.Equal(
            All with
            {
                Page = null,
                PageTitle = null,
                Referrer = null,
            },
            DetailsPrivacy.Kept(All, on with { CollectPageViews = false })
        );
        Assert.Equal(
            All with
            {
                Country = null,
                Region = null,
                City = null,
            },
            DetailsPrivacy.Kept(All, on with { CollectLocation = false })
        );
    }
}
