using Chat.Sessions.CannedResponses;

namespace Chat.Sessions.Tests.CannedResponses;

public sealed class CannedTemplateTests
{
    [Theory]
    [InlineData("Hi {{customer.name}}!", "Hi Ada!")]
    [InlineData("Hi {{ customer.name | there }}!", "Hi Ada!")]
    [InlineData("Hi {{nickname|there}}!", "Hi there!")]
    [InlineData("Hi {{ nickname | dear customer }}!", "Hi dear customer!")]
    [InlineData("Hi {{nickname}}!", "Hi !")]
    [InlineData("{{customer.name}}, {{customer.name}}", "Ada, Ada")]
    [InlineData("{customer.name} {{}} {{ }} {{1}}", "{customer.name} {{}} {{ }} {{1}}")]
    [InlineData("no variables", "no variables")]
    [InlineData("{{empty}} {{empty|x}}", " x")]
    [InlineData("{{nickname|}}{{nickname|a|b}}", "a|b")]
    [InlineData("{{nickname|a{b}}", "{{nickname|a{b}}")]
    [InlineData("{{a_1.b}}{{_a}}{{a b}}", "{{_a}}{{a b}}")]
    [InlineData("{{{customer.name}}}", "{Ada}")]
    public void Render_Text_FillsInWhatIsKnown(string body, string expected) =>
        Assert.Equal(expected, CannedTemplate.Render(body, Known).Text);

    [Fact]
    public void Render_Unknown_NamesThemOnceInOrder() =>
        Assert.Equal(["a", "b"], CannedTemplate.Render("{{b}} {{a|x}} {{b|y}} {{customer.name}}", Known).Missing);

    [Fact]
    public void Render_ValueWithVariables_IsNotLookedAtAgain() =>
        Assert.Equal(
            "{{secret}} and $1",
            CannedTemplate.Render("{{v}}", name => name == "v" ? "{{secret}} and $1" : "leaked").Text
        );

    [Theory]
    [InlineData(64, 200, true)]
    [InlineData(65, 1, false)]
    [InlineData(1, 201, false)]
    public void Render_LongNameOrFallback_IsAVariableUpToTheBounds(int name, int fallback, bool expected)
    {
        var body = $"{{{{{new string('n', name)}|{new string('f', fallback)}}}}}";

        Assert.Equal(expected ? new string('f', fallback) : body, CannedTemplate.Render(body, Known).Text);
    }

    private static string? Known(string name) =>
        name switch
        {
            "customer.name" => "Ada",
            "empty" => "",
            _ => null,
        };
}
