using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Chat.Inference.Tools.Mcp;

/// <summary>A tool of a server.</summary>
internal sealed class McpTool : ITool
{
    private const int MaxDescription = 4000;
    private const int MaxSchema = 20_000;

    private readonly McpSource _source;

    private McpTool(McpSource source, ToolDefinition definition) => (_source, Definition) = (source, definition);

    /// <inheritdoc />
    public ToolKind Kind => ToolKind.Mcp;

    /// <inheritdoc />
    public ToolDefinition Definition { get; }

    /// <summary>Null: its name is not one that every vendor takes, or its schema is too long.</summary>
    public static McpTool? Create(McpSource source, Tool tool)
    {
        var schema = Encoding.UTF8.GetBytes(tool.InputSchema.GetRawText());
        if (!IsName(tool.Name) || schema.Length > MaxSchema)
        {
            return null;
        }
        var description = BoundedText.Cut(tool.Description ?? tool.Title ?? tool.Name, MaxDescription);
        return new McpTool(source, new ToolDefinition(tool.Name, description, schema));
    }

    /// <inheritdoc />
    public async Task<ToolOutcome> CallAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var request = new CallToolRequestParams
        {
            Name = Definition.Name,
            Arguments = invocation
                .Arguments.EnumerateObject()
                .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
            // As one's own tools are told, in the body.
            Meta = new JsonObject
            {
                ["conversationId"] = invocation.Scope.ConversationId,
                ["callId"] = invocation.CallId,
            },
        };
        try
        {
            return await _source.CallAsync(request, cancellationToken) is { } result
                ? new ToolOutcome(TextOf(result), result.IsError is true)
                : ToolOutcome.Failure("The tool cannot be reached.");
        }
        catch (McpProtocolException exception)
        {
            // What is wrong with the call, so that the model can make a better one.
            return ToolOutcome.Failure(exception.Message, ToolErrors.Arguments);
        }
    }

    // Gemini wants a letter or _ in front, and refuses the whole request for one tool that has another beginning.
    private static bool IsName(string name) =>
        name is { Length: <= 64 } and [var first, ..]
        && (char.IsAsciiLetter(first) || first is '_')
        && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '_' or '-');

    /// <summary>Pictures and sounds are nothing for a prompt of text; documents that come along are.</summary>
    internal static string TextOf(CallToolResult result)
    {
        if (result.StructuredContent is { ValueKind: not JsonValueKind.Null } structured)
        {
            return structured.GetRawText();
        }
        return string.Join('\n', result.Content.Select(TextOf).OfType<string>());
    }

    private static string? TextOf(ContentBlock block) =>
        block switch
        {
            TextContentBlock text => text.Text,
            EmbeddedResourceBlock { Resource: TextResourceContents document } => document.Text,
            _ => null,
        };
}
