namespace Chat.Gateway.StaticWeb;

/// <summary>The demo page.</summary>
internal sealed class DemoOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Demo";

    /// <summary>Publishable key the page chats with. It is handed to every visitor of the page; empty: no demo.</summary>
    public string PublishableKey { get; set; } = "";
}
