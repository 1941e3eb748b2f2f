using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Settings.Sections;

public sealed class SlaSettingsTests
{
    [Theory]
    [InlineData(QueuePriority.Low, 1)]
    [InlineData(QueuePriority.Medium, 2)]
    [InlineData(QueuePriority.High, 3)]
    [InlineData(QueuePriority.Urgent, 4)]
    internal void Of_Priority_IsItsOwnTargets(QueuePriority priority, int firstResponse)
    {
        var settings = new SlaSettings
        {
            Low = new SlaTargets(1, null, null),
            Medium = new SlaTargets(2, null, null),
            High = new SlaTargets(3, null, null),
            Urgent = new SlaTargets(4, null, null),
        };

        Assert.Equal(firstResponse, settings.Of(priority).FirstResponseMinutes);
    }
}
