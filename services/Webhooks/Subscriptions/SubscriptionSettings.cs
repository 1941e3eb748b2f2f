using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>One configured subscription: <c>Webhooks:Subscriptions:&lt;n&gt;</c>.</summary>
internal sealed class SubscriptionSettings
{
    /// <summary>The tenant that exists from the first start on.</summary>
    public static readonly Guid DefaultTenant = Guid.Parse("00000000-0000-7000-8000-000000000001");

    /// <summary>
    /// Keeps the subscription the same one when its address changes. Default: derived from tenant and address.
    /// </summary>
    public Guid? Id { get; set; }

    /// <summary>Whose events. Default: the seeded tenant.</summary>
    public Guid Tenant { get; set; } = DefaultTenant;

    /// <summary>Where events are posted to: https, no credentials, at most 2,000 characters.</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// How events are named and written: <c>standard</c> (the default) or <c>chatcops</c>, for endpoints written for ChatCops.
    /// </summary>
    public string Format { get; set; } = WebhookFormats.Standard;

    /// <summary>
    /// Signs every delivery: <c>whsec_</c> and the base64 of 24 to 64 random bytes; with the format <c>chatcops</c> any
    /// 16 to 256 printable ASCII characters, as the endpoint has it already.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>
    /// Secrets that go on signing beside <see cref="Secret"/> while receivers change over. At most 3; default none.
    /// </summary>
    public string[] PreviousSecrets { get; set; } = [];

    /// <summary>Names of events in the format, or <c>*</c> for all. Default: <c>*</c>.</summary>
    public string[] Events { get; set; } = [];
}
