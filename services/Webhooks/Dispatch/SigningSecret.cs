using System.Text;
using Chat.ServiceDefaults.Egress;

namespace Chat.Webhooks.Dispatch;

/// <summary>A secret in force: one text, from which each kind of signature takes its key in its own way.</summary>
/// <param name="text">As the receiver has it.</param>
internal sealed class SigningSecret(string text)
{
    /// <summary>
    /// For Standard Webhooks: the bytes behind <c>whsec_</c>; of a secret in another form, which only ChatCops
    /// subscriptions may have, the text itself.
    /// </summary>
    public byte[] StandardKey { get; } =
        WebhookSecret.TryDecode(text, out var key) ? key : Encoding.UTF8.GetBytes(text);

    /// <summary>For ChatCops: the whole text, <c>whsec_</c> included, as <c>createHmac('sha256', secret)</c> takes it.</summary>
    public byte[] ChatCopsKey { get; } = Encoding.UTF8.GetBytes(text);
}
