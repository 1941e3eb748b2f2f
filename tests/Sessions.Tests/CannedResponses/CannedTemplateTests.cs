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

    private static string? Known(string name) => name == "customer.name" ? "Ada" : null;
}
