using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions.Tests.WidgetConfig;

public sealed class WidgetSettingsTests
{
    [Theory]
    [InlineData("/branding/primaryColor", "#FFaa00", null)]
    [InlineData("/branding/primaryColor", "#FFaa0", "format")]
    [InlineData("/branding/primaryColor", "#FFaa000", "format")]
    [InlineData("/branding/primaryColor", "#FFaa0g", "format")]
    [InlineData("/branding/primaryColor", "#FFaa00\n", "format")]
    [InlineData("/branding/primaryColor", "", "format")]
    [InlineData("/branding/secondaryColor", "red", "format")]
    [InlineData("/branding/backgroundColor", "url(x)", "format")]
    [InlineData("/branding/textColor", "#fff", "format")]
    [InlineData("/branding/logoUrl", "https://cdn.example/logo.png", null)]
    [InlineData("/branding/logoUrl", "http://cdn.example/logo.png", "format")]
    [InlineData("/branding/logoUrl", "https://cdn.example/a b", "format")]
    [InlineData("/branding/logoUrl", "https://", "format")]
    [InlineData("/branding/buttonIconUrl", "data:image/png;base64,", "format")]
    [InlineData("/branding/buttonShape", "square", null)]
    [InlineData("/branding/buttonShape", "oval", "type")]
    [InlineData("/theme", "auto", null)]
    [InlineData("/theme", "night", "type")]
    [InlineData("/position", "bottom-left", null)]
    [InlineData("/position", "top-left", "type")]
    public void Read_AText_IsOneThatIsAllowed(string pointer, string value, string? code) =>
        Expects(At(pointer, value), pointer, code);

    [Theory]
    [InlineData("/branding/companyName", 100, 0)]
    [InlineData("/branding/customCss", 10_000, 0)]
    [InlineData("/preChat/title", 200, 0)]
    [InlineData("/preChat/subtitle", 500, 0)]
    [InlineData("/metadata/shop", 2_000, 0)]
    [InlineData("/texts/de/welcome", 2_000, 0)]
    public void Read_TextAtItsBound_IsTakenUpToIt(string pointer, int most, int least)
    {
        Expects(At(pointer, new string('x', most)), pointer, null);
        Expects(At(pointer, new string('x', most + 1)), pointer, "length");
        Expects(At(pointer, new string('x', least)), pointer, null);
    }

    [Theory]
    [InlineData("/branding/logoUrl")]
    [InlineData("/branding/buttonIconUrl")]
    public void Read_AddressAtItsBound_IsTakenUpToIt(string pointer)
    {
        Expects(At(pointer, "https://".PadRight(500, 'x')), pointer, null);
        Expects(At(pointer, "https://".PadRight(501, 'x')), pointer, "length");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(3_600, null)]
    [InlineData(-1, "out_of_range")]
    [InlineData(3_601, "out_of_range")]
    public void Read_AutoOpenDelay_IsTakenUpToItsBounds(int seconds, string? code) =>
        Expects(At("/features/autoOpenDelaySeconds", seconds), "/features/autoOpenDelaySeconds", code);

    [Theory]
    [InlineData("/preChat/starters", 4)]
    [InlineData("/preChat/fields/0/options", 50)]
    public void Read_ListAtItsBound_IsTakenUpToIt(string pointer, int most)
    {
        Expects(At(pointer, Texts(most, 200)), pointer, null);
        Expects(At(pointer, Texts(most + 1, 1)), pointer, "count");
        Expects(At(pointer, Texts(1, 201)), pointer + "/0", "length");
        Expects(At(pointer, Texts(1, 0)), pointer + "/0", "length");
        Expects(At(pointer, new JsonArray([null])), pointer + "/0", "null");
    }

    [Theory]
    [InlineData("key", "a_B-9", null)]
    [InlineData("key", "", "format")]
    [InlineData("key", "a b", "format")]
    [InlineData("key", "ä", "format")]
    [InlineData("label", "", "length")]
    [InlineData("type", "multiselect", null)]
    [InlineData("type", "date", "type")]
    public void Read_AFormsField_IsOneThatIsAllowed(string name, string value, string? code) =>
        Expects(At($"/preChat/fields/0/{name}", value), $"/preChat/fields/0/{name}", code);

    [Theory]
    [InlineData("key", 64, "format")]
    [InlineData("label", 200, "length")]
    [InlineData("placeholder", 200, "length")]
    public void Read_AFormsFieldAtItsBound_IsTakenUpToIt(string name, int most, string code)
    {
        var pointer = $"/preChat/fields/0/{name}";

        Expects(At(pointer, new string('x', most)), pointer, null);
        Expects(At(pointer, new string('x', most + 1)), pointer, code);
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "count")]
    public void Read_FormOfSoManyFields_IsTakenUpToTheBound(int count, string? code)
    {
        var fields = Enumerable.Range(0, count).Select(n => (JsonNode)Field($"k{n}"));

        Expects(At("/preChat/fields", new JsonArray([.. fields])), "/preChat/fields", code);
    }

    [Fact]
    public void Read_FieldsOfOneKey_AreEachNamedButTheFirst()
    {
        var fields = new JsonArray(Field("a"), Field("b"), Field("a"), Field("A"), Field("a"));

        Assert.Equal(
            ["/preChat/fields/2/key duplicate", "/preChat/fields/4/key duplicate"],
            Faults(At("/preChat/fields", fields))
        );
    }

    [Theory]
    [InlineData(50, 1, null)]
    [InlineData(51, 1, "/texts count")]
    [InlineData(1, 500, null)]
    [InlineData(1, 501, "/texts/l0 count")]
    public void Read_SoManyTexts_AreTakenUpToTheBounds(int locales, int texts, string? fault)
    {
        var all = new JsonObject();
        for (var n = 0; n < locales; n++)
        {
            all[$"l{n}"] = Object(texts);
        }

        Assert.Equal(fault is null ? [] : [fault], Faults(At("/texts", all)));
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "count")]
    public void Read_SoMuchMetadata_IsTakenUpToTheBound(int count, string? code) =>
        Expects(At("/metadata", Object(count)), "/metadata", code);

    [Fact]
    public void Read_LongTextsOfAnyName_AreNamedByTheirPointers()
    {
        var text = new string('x', 2_001);
        var widget = new JsonObject
        {
            ["texts"] = new JsonObject { ["de/AT"] = new JsonObject { ["a~b"] = text } },
            ["metadata"] = new JsonObject { ["shop/id"] = text },
        };

        Assert.Equal(["/texts/de~1AT/a~0b length", "/metadata/shop~1id length"], Faults(widget));
    }

    [Fact]
    public void Read_ManyFaults_NamesAllAtOnce() =>
        Assert.Equal(
            ["/branding/primaryColor format", "/features/autoOpen type", "/wat unknown"],
            Faults(
                new JsonObject
                {
                    ["branding"] = new JsonObject { ["primaryColor"] = "red" },
                    ["features"] = new JsonObject { ["autoOpen"] = "yes" },
                    ["wat"] = 1,
                }
            )
        );

    [Fact]
    public void Read_Nothing_HasTheDefaults()
    {
        var widget = SettingsReader.Read<WidgetSettings>(JsonDocument.Parse("{}").RootElement).Value;

        Assert.Equal(("#2563eb", "#64748b"), (widget.Branding.PrimaryColor, widget.Branding.SecondaryColor));
        Assert.Equal((WidgetTheme.Light, WidgetPosition.BottomRight), (widget.Theme, widget.Position));
        Assert.Equal((false, true), (widget.PreChat.Enabled, widget.PreChat.SkipToChat));
        Assert.Equal((true, true, false), Switches(widget.Features));
        Assert.Equal((5, true, true), Rest(widget));
        Assert.Empty(widget.Texts);
        Assert.Empty(widget.Metadata);
    }

    [Fact]
    public void From_FilesSettings_TellsNothingOfTheCompanysRoom()
    {
        var files = WidgetFiles.From(
            new FilesSettings
            {
                Enabled = true,
                MaxFileBytes = 7,
                AllowedTypes = ["image/png"],
            }
        );

        Assert.Equal((true, 7), (files.Enabled, files.MaxFileBytes));
        Assert.Equal(["image/png"], files.AllowedTypes);
    }

    private static (bool, bool, bool) Switches(WidgetFeatures features) =>
        (features.SoundNotifications, features.DesktopNotifications, features.AutoOpen);

    private static (int, bool, bool) Rest(WidgetSettings widget) =>
        (widget.Features.AutoOpenDelaySeconds, widget.Features.LiveChatEnabled, widget.Branding.ShowPoweredBy);

    private static void Expects(JsonNode widget, string pointer, string? code) =>
        Assert.Equal(code is null ? [] : [$"{pointer} {code}"], Faults(widget));

    private static IEnumerable<string> Faults(JsonNode widget) =>
        (
            SettingsReader.Read<WidgetSettings>(JsonSerializer.SerializeToElement(widget)).Error as Invalid
        )?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}") ?? [];

    // A widget with one value at a place; a form's field there has all it must have.
    private static JsonObject At(string pointer, JsonNode? value)
    {
        var steps = pointer[1..].Split('/');
        var node = value;
        foreach (var step in steps.Reverse())
        {
            if (step == "0")
            {
                var field = Field("k");
                foreach (var (name, given) in node!.AsObject().ToList())
                {
                    node.AsObject().Remove(name);
                    field[name] = given;
                }

                node = new JsonArray(field);
            }
            else
            {
                node = new JsonObject { [step] = node };
            }
        }

        return node!.AsObject();
    }

    private static JsonObject Field(string key) => new() { ["key"] = key, ["label"] = "l" };

    private static JsonArray Texts(int count, int length) =>
        new([.. Enumerable.Range(0, count).Select(_ => (JsonNode)new string('x', length))]);

    private static JsonObject Object(int count)
    {
        var all = new JsonObject();
        for (var n = 0; n < count; n++)
        {
            all[$"n{n}"] = "t";
        }

        return all;
    }
}
