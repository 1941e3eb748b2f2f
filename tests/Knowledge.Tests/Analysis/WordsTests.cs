namespace Chat.Knowledge.Analysis;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Where's my ORDER?", "wheres|my|order")]
    [InlineData("can't e-mail you", "cant|email|you")]
    [InlineData("café Grüße", "cafe|gruße")]
    [InlineData("sign-in page", "sign|in|page")]
    [InlineData("XJ900 costs 3.50!", "xj900|costs|3|50")]
    [InlineData("世界 мир", "世界|мир")]
    [InlineData("如何重置密码？", "重置|置密|密码")]
    [InlineData("我忘记了我的密码", "忘记|密码")]
    [InlineData("パスワードを忘れた", "パス|スワ|ワー|ード|忘|れた")]
    [InlineData("배송은 PDF로", "배송|송은|pdf|로")]
    [InlineData("ＰＤＦ 2", "pdf|2")]
    [InlineData("पासवर्ड ढूँढ़ें", "पासवर्ड|ढूंढें")]
    [InlineData("إعادة تعيينُ", "اعاده|تعيين")]
    [InlineData("ลืมรหัสผ่าน 2 ครั้ง", "ลืม|มร|รหั|หัส|สผา|ผาน|2|ครั|รัง")]
    [InlineData("ฉันจะเปิดบัญชีได้อย่างไร", "เปิด|ดบั|บัญ|ญชี")]
    [InlineData("ນ້ຳ", "ນຳ")]
    [InlineData("ពាក្យ\u200Bសម្ងាត់", "ពាក្យ|ក្យស|សម្ងា|ម្ងាត")]
    [InlineData("စကားဝှက်", "စကာ|ကာဝှ|ဝှက်")]
    [InlineData("T-shirt a-b-c ab-c -x", "tshirt|abc|ab|c|x")]
    [InlineData("don’t ’tis rock'n'roll", "dont|tis|rocknroll")]
    [InlineData("4-6 4-a a-4", "4|6|4|a|a4")]
    [InlineData("Ĳssel Œuvre STRAẞE", "ĳssel|œuvre|straße")]
    [InlineData("مُوسىٰ مـوسى", "موسي|موسي")]
    [InlineData("क़लम कलम", "कलम|कलम")]
    [InlineData("क\u093Cलम", "कलम")]
    [InlineData("अँ अं", "अं|अं")]
    [InlineData("نمی\u200Cخواهم क\u200Dक", "نمیخواهم|कक")]
    [InlineData("เด็กๆ ฯลฯ", "เด็ก|ล")]
    [InlineData("ដៗដ", "ដ|ដ")]
    [InlineData("Mật khẩu, đơn TRƯỚC", "mat|khau|don|truoc")]
    [InlineData("Ma\u0323\u0302t kha\u0302\u0309u", "mat|khau")]
    [InlineData("livrați Înștiințare", "livrati|instiintare")]
    [InlineData("Κωδικός ΚΩΔΙΚΟΣ", "κωδικοσ|κωδικοσ")]
    [InlineData("счёт СЧЕТ мой мои\u0306", "счет|счет|мои|мои")]
    [InlineData("পাসও\u09DFার্ড পাসওয\u09BCার্ড", "পাসওযার্ড|পাসওযার্ড")]
    [InlineData("々人", "々人")]
    [InlineData("カタカナと漢字A1", "カタ|タカ|カナ|漢字|a1")]
    [InlineData(" ... ", "")]
    public void Of_Text_GivesPlainWords(string text, string words) =>
        Assert.Equal(words.Split('|', StringSplitOptions.RemoveEmptyEntries), Words.Of(text, 100));

    [Theory]
    [InlineData("a b c d")]
    [InlineData("重置密码")]
    [InlineData("배송은요")]
    [InlineData("ลืมรหัสผ่าน")]
    public void Of_ManyWords_StopsAtTheLimit(string text)
    {
        Assert.Equal(2, Words.Of(text, 2).Count);
        Assert.Equal(Words.Of(text, 100)[..2], Words.Of(text, 2));
        Assert.Empty(Words.Of(text, 0));
    }
}
