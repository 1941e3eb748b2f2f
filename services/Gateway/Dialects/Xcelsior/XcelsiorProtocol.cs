namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>
/// Constants of the Xcelsior chat API, from the page of <c>@xcelsior/chat-api</c>; docs/xcelsior.md describes each frame and
/// request.
/// </summary>
internal static class XcelsiorProtocol
{
    /// <summary>Where clients of a tenant that is not the configured one find everything.</summary>
    public const string KeyedPath = KeyedPrefix + "/{key}";

    private const string KeyedPrefix = "/xcelsior";

    /// <summary>Name of the route value in <see cref="KeyedPath"/>, and of the query parameter that says the same.</summary>
    public const string KeyParameter = "key";

    /// <summary>Query parameter: who connects, as JSON.</summary>
    public const string UserParameter = "user";

    /// <summary>Query parameter: the conversation to join.</summary>
    public const string ConversationParameter = "conversationId";

    /// <summary>Header in which clients of such APIs send their key, beside <c>Authorization: Bearer</c>.</summary>
    public const string ApiKeyHeader = "x-api-key";

    /// <summary>Action of a client's frame: adds a message.</summary>
    public const string SendMessage = "sendMessage";

    /// <summary>Action of a client's frame: types, or does not.</summary>
    public const string Typing = "typing";

    /// <summary>Sender type of visitors and users.</summary>
    public const string Customer = "customer";

    /// <summary>Sender type of agents, and of the AI, which speaks for the company.</summary>
    public const string Agent = "agent";

    /// <summary>Sender type and message type of what the product says.</summary>
    public const string System = "system";

    /// <summary>First segments of the REST resources, which the page puts at the root.</summary>
    public static readonly string[] Resources =
    [
        "/customers",
        "/conversations",
        "/agents",
        "/messages",
        "/attachments",
    ];

    /// <summary>Longest <c>user</c> parameter, in UTF-16 units.</summary>
    public const int MaxUser = 2_000;

    /// <summary>Whether a REST resource of the dialect is there, at the root or below a key.</summary>
    public static bool IsResource(PathString path)
    {
        if (path.StartsWithSegments(KeyedPrefix, StringComparison.Ordinal, out var below))
        {
            path = BehindKey(below.Value!);
        }
        foreach (var resource in Resources)
        {
            if (path.StartsWithSegments(resource, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static PathString BehindKey(string path) =>
        path.Split('/', 3) is [_, _, var resource] ? new PathString("/" + resource) : default;
}
