using System.Text.Json;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>
/// Reads a chat file: the options of ChatCops' server, and some more, in JSON, for the default tenant at the top and for others under
/// <c>tenants</c>, and puts them into the services' settings. Collects all faults; docs/configuration.md has the table.
/// </summary>
internal static class ChatFileReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>Reads.</summary>
    /// <param name="json">The file.</param>
    /// <param name="variable">Gives the value of an environment variable, for <c>${NAME}</c> in a text.</param>
    public static ChatFileSettings Read(Stream json, Func<string, string?> variable)
    {
        var draft = new ChatFileDraft(variable);
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            ReadRoot(new ChatFileNode(document.RootElement, "", draft), draft);
        }
        catch (JsonException exception)
        {
            draft.Fault("", $"is no JSON (line {exception.LineNumber + 1}).");
        }
        catch (InvalidOperationException)
        {
            // What the parser throws when such a text is looked at.
            draft.Fault("", "has a text that is no Unicode: half of a surrogate pair (\\ud800 to \\udfff).");
        }
        return draft.ToSettings();
    }

    private static void ReadRoot(ChatFileNode root, ChatFileDraft draft)
    {
        if (!root.IsObject())
        {
            return;
        }
        root.RefuseUnknown([.. ChatFileTenant.Names, "tenants"]);
        ChatFileTenant.Read(root, tenantId: null, draft);
        foreach (var tenant in root.Children("tenants"))
        {
            if (!Guid.TryParseExact(tenant.Name, "D", out var id))
            {
                tenant.Fault("the name must be a tenant's id (a UUID).");
            }
            else if (tenant.IsObject())
            {
                tenant.RefuseUnknown(ChatFileTenant.Names);
                ChatFileTenant.Read(tenant, id, draft);
            }
        }
    }
}
