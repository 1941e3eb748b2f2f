using Chat.Contracts.Inference.V1;
using Chat.Gateway.Json;

namespace Chat.Gateway.Chat;

/// <summary>What a message says of its sender for the AI that answers it. It lasts for this one answer.</summary>
/// <param name="Locale">The sender's language, BCP 47.</param>
/// <param name="Page">The page the sender is on.</param>
/// <param name="UserData">Facts about the sender.</param>
internal sealed record ReplyContext(string? Locale, ChatPage? Page, IReadOnlyDictionary<string, string> UserData)
{
    private const int MaxLocale = 35;
    private const int MaxUserData = 50;
    private const int MaxUserDataValue = 500;

    /// <summary>The three fields; null: none is there.</summary>
    public static ReplyContext? Read(JsonFields fields)
    {
        var (locale, page, userData) = (ReadLocale(fields), ReadPage(fields), ReadUserData(fields));
        return locale is null && page is null && userData.Count == 0 ? null : new ReplyContext(locale, page, userData);
    }

    /// <summary>The field <c>locale</c>.</summary>
    public static string? ReadLocale(JsonFields fields) => fields.Text("locale", 0, MaxLocale);

    /// <summary>The field <c>page</c>.</summary>
    public static ChatPage? ReadPage(JsonFields fields)
    {
        if (fields.Object("page") is not { } page)
        {
            return null;
        }
        var url = page.RequiredText("url", 1, 2_000);
        if (url.Length > 0 && !PageAddress.IsAbsolute(url))
        {
            page.Add("url", "invalid_url", "An absolute address is expected.");
        }
        return new ChatPage
        {
            Url = url,
            Title = page.Text("title", 0, 500),
            Description = page.Text("description", 0, 1_000),
            ContentSnippet = page.Text("contentSnippet", 0, 2_000),
        };
    }

    /// <summary>The field <c>userData</c>.</summary>
    public static IReadOnlyDictionary<string, string> ReadUserData(JsonFields fields) =>
        fields.Texts("userData", MaxUserData, MaxUserDataValue);

    /// <summary>Tells it to the AI.</summary>
    public void AddTo(ReplyRequest reply)
    {
        reply.Locale = Locale ?? "";
        if (Page is { } page)
        {
            reply.Page = new PageContext
            {
                Url = page.Url,
                Title = page.Title ?? "",
                Description = page.Description ?? "",
                ContentSnippet = page.ContentSnippet ?? "",
            };
        }
        foreach (var (name, value) in UserData)
        {
            reply.UserData[name] = value;
        }
    }
}
