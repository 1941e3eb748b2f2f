using Chat.Inference.Fakes;

namespace Chat.Inference.Tools;

public sealed class ToolCatalogTests
{
    [Fact]
    public void For_NothingConfigured_GivesTheSharedEmptySet()
    {
        var catalog = new ToolCatalog(new ToolShelf([], []));

        Assert.Same(ToolSet.Empty, catalog.For(ReplyScene.Visitor.TenantId));
        Assert.Empty(ToolSet.Empty.Definitions);
    }

    [Fact]
    public void For_SameNameTwice_OffersTheFirst()
    {
        var (own, other) = (
            new FakeTool("find", ToolOutcome.Success("1")),
            new FakeTool("find", ToolOutcome.Success("2"))
        );

        var tools = new ToolCatalog(new ToolShelf([own, other], [])).For(ReplyScene.Visitor.TenantId);

        Assert.Single(tools.Definitions);
        Assert.Same(own, tools.Find("find"));
    }
}
