namespace Chat.Gateway.StaticWeb;

/// <summary>What the demo page needs to know.</summary>
/// <param name="PublishableKey">The key it chats with.</param>
internal sealed record DemoConfiguration(string PublishableKey);
