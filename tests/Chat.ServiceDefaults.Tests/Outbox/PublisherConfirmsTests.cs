using Chat.ServiceDefaults.Outbox;
using RabbitMQ.Client.Exceptions;

namespace Chat.ServiceDefaults.Tests.Outbox;

public sealed class PublisherConfirmsTests
{
    [Fact]
    public void Confirm_EachOnceInAnyOrder_Completes()
    {
        var confirms = new PublisherConfirms(first: 10, count: 3);

        confirms.Confirm(12, multiple: false);
        confirms.Confirm(10, multiple: false);
        Assert.False(confirms.Completion.IsCompleted);
        confirms.Confirm(11, multiple: false);

        Assert.True(confirms.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Confirm_UpToTheLast_Completes()
    {
        var confirms = new PublisherConfirms(first: 1, count: 5);

        confirms.Confirm(3, multiple: true);
        Assert.False(confirms.Completion.IsCompleted);
        confirms.Confirm(5, multiple: true);

        Assert.True(confirms.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Confirm_SinglyAndThenUpTo_CountsNothingTwice()
    {
        var confirms = new PublisherConfirms(first: 1, count: 4);

        confirms.Confirm(2, multiple: false);
        confirms.Confirm(3, multiple: true);
        confirms.Confirm(3, multiple: false);
        Assert.False(confirms.Completion.IsCompleted);
        confirms.Confirm(4, multiple: false);

        Assert.True(confirms.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void Confirm_OfAnEarlierBatch_IsIgnored()
    {
        var confirms = new PublisherConfirms(first: 10, count: 1);

        confirms.Confirm(9, multiple: true);

        Assert.False(confirms.Completion.IsCompleted);
    }

    [Fact]
    public async Task Refuse_OneMessage_FailsTheBatch()
    {
        var confirms = new PublisherConfirms(first: 1, count: 2);
        confirms.Confirm(1, multiple: false);

        confirms.Refuse(2);

        await Assert.ThrowsAsync<PublishException>(() => confirms.Completion);
    }
}
