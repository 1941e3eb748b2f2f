using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Chat.Inference.Tools.Mcp;

public sealed class McpToolTests
{
    private const int MaxDescription = 4_000;
    private const int MaxSchema = 20_000;

    [Theory]
    [InlineData("a", true)]
    [InlineData("Look_up-2", true)]
    [InlineData("_up", true)]
    [InlineData("7zip", false)]
    [InlineData("-up", false)]
    [InlineData("look.up", false)]
    [InlineData("look up", false)]
    [InlineData("nachschläge", false)]
    public void Create_Name_IsOneThatEveryVendorTakes(string name, bool taken) =>
        Assert.Equal(taken, Create(new Tool { Name = name })?.Definition.Name == name);

    [Theory]
    [InlineData(0, false)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Create_NameAtTheBounds_IsTakenUpToThem(int length, bool taken) =>
        Assert.Equal(taken, Create(new Tool { Name = new string('n', length) }) is not null);

    [Theory]
    [InlineData(MaxSchema, true)]
    [InlineData(MaxSchema + 1, false)]
    public void Create_SchemaAtTheBound_IsTakenUpToIt(int bytes, bool taken)
    {
        const string Empty = """{"type":"object","title":""}""";
        // Of two bytes each: the bound is the wire's, not the text's.
        var title = new string('ü', (bytes - Empty.Length) / 2) + new string('x', (bytes - Empty.Length) % 2);
        var schema = $$"""{"type":"object","title":"{{title}}"}""";
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(schema));

        var tool = Create(new Tool { Name = "a", InputSchema = JsonElement.Parse(schema) });

        Assert.Equal(taken ? schema : null, tool is null ? null : Encoding.UTF8.GetString(tool.Definition.Schema.Span));
    }

    [Theory]
    [InlineData("What it does.", "A title", "What it does.")]
    [InlineData(null, "A title", "A title")]
    [InlineData(null, null, "a")]
    public void Create_Description_IsTheBestThereIs(string? description, string? title, string told) =>
        Assert.Equal(
            told,
            Create(
                new Tool
                {
                    Name = "a",
                    Description = description,
                    Title = title,
                }
            )!.Definition.Description
        );

    [Fact]
    public void Create_LongDescription_IsCut()
    {
        var tool = Create(new Tool { Name = "a", Description = new string('x', MaxDescription + 1) });

        Assert.Equal(MaxDescription, tool!.Definition.Description.Length);
    }

    [Fact]
    public void Kind_Tool_IsCountedAmongTheServers() =>
        Assert.Equal(ToolKind.Mcp, Create(new Tool { Name = "a" })!.Kind);

    [Fact]
    public void TextOf_EmbeddedResource_IsItsTextToo()
    {
        var answer = new CallToolResult
        {
            Content =
            [
                new TextContentBlock { Text = "Found the file." },
                new EmbeddedResourceBlock
                {
                    Resource = new TextResourceContents { Uri = "repo://terms.md", Text = "Returns within 30 days." },
                },
                new ImageContentBlock { Data = "AA=="u8.ToArray(), MimeType = "image/png" },
            ],
        };

        Assert.Equal("Found the file.\nReturns within 30 days.", McpTool.TextOf(answer));
    }

    [Fact]
    public void TextOf_StructuredAnswer_IsThatAlone()
    {
        var answer = new CallToolResult
        {
            Content = [new TextContentBlock { Text = "5" }],
            StructuredContent = JsonElement.Parse("""{"sum":5}"""),
        };

        Assert.Equal("""{"sum":5}""", McpTool.TextOf(answer));
    }

    // Nothing here asks the server.
    private static McpTool? Create(Tool tool) => McpTool.Create(null!, tool);
}
