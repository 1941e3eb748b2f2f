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

    [Fact]
    public void Replace_OwnTools_ChangesTheSetOfTheNextReply()
    {
        var (old, young) = (
            new FakeTool("old", ToolOutcome.Success("1")),
            new FakeTool("young", ToolOutcome.Success("2"))
        );
        var shelf = new ToolShelf([old], []);
        var catalog = new ToolCatalog(shelf);
        var running = catalog.For(ReplyScene.Visitor.TenantId);

        shelf.Replace([young]);

        Assert.Same(old, running.Find("old"));
        Assert.Same(young, catalog.For(ReplyScene.Visitor.TenantId).Find("young"));
        Assert.Null(catalog.For(ReplyScene.Visitor.TenantId).Find("old"));
    }
}
