using System.Reflection;
using System.Xml.Linq;
using Chat.Webhooks.Deliveries;
using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Deliveries;

/// <summary>What the API's description says, which is made of the doc comments.</summary>
public sealed class DeliveryResourceTests
{
    private static readonly Lazy<XDocument> Comments = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(DeliveryResource).Assembly.Location, "xml"))
    );

    public static TheoryData<string> Faults =>
        [
            .. typeof(AttemptFaults)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(constant => (string)constant.GetRawConstantValue()!),
        ];

    [Theory]
    [MemberData(nameof(Faults))]
    public void LastError_Description_NamesEveryFault(string fault) =>
        Assert.Contains(fault, WordsOf($"{typeof(DeliveryResource).FullName}.LastError"));

    [Fact]
    public void State_Description_NamesEveryState() =>
        Assert.Equal(["pending", "delivered", "dead"], WordsOf($"{typeof(DeliveryResource).FullName}.State"));

    private static IEnumerable<string> WordsOf(string property) =>
        Comments
            .Value.Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"P:{property}")
            .Descendants("c")
            .Select(word => word.Value);
}
