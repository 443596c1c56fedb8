using System.Collections.Frozen;

namespace NgoDashboard.Reports.Captions;

/// <summary>The phrases of which captions are made, in Vietnamese and English, without diacritics.</summary>
static class CaptionWords
{
    static readonly FrozenDictionary<string, CaptionWord> Phrases = BuildLookup(
        (CaptionWord.Name, "ten|ten goi|danh muc|danh sach|tieu de|noi dung|name|name of|title|title of|list of"),
        (CaptionWord.Count, "so|so luong|tong so|tong so luong|sl|so luot|number|number of|no of|count|total number of"),
        (CaptionWord.Amount,
            "gia tri|kinh phi|so tien|so von|tong von|von|tri gia|tong gia tri|tong kinh phi|tong so tien|tong so von|muc vien tro|"
            + "value|amount|total value|total amount|budget|funds|funding"),
        (CaptionWord.Share, "ty le|ti le|ty trong|ti trong|co cau|phan tram|dat ty le|percentage|percent|share"),
        (CaptionWord.Growth, "so voi|so sanh|tang giam|tang|giam|chenh lech|tang truong|toc do|growth|change|difference"),
        (CaptionWord.Code, "ma|ma so|ma khoan vien tro|ma du an|so hieu|so dang ky|so giay phep|so giay dang ky|ky hieu|code|id"),
        (CaptionWord.Phone, "dien thoai|so dien thoai|dt|sdt|lien he|so lien he|phone|tel|telephone|contact|mobile|fax"),
        (CaptionWord.Grant,
            "khoan vien tro|khoan tai tro|hoat dong vien tro|hoat dong|goi ho tro|goi vien tro|grant|grants|activity"),
        (CaptionWord.Project, "du an|chuong trinh|chuong trinh du an|project|projects|programme|programmes|program|programs"),
        (CaptionWord.NonProject,
            "phi du an|vien tro phi du an|khoan phi du an|khoan vien tro phi du an|non project|non projects|non project grants"),
        (CaptionWord.Donor,
            "to chuc|to chuc pcpnn|to chuc pcp|to chuc pcp nuoc ngoai|to chuc pcp nn|to chuc phi chinh phu|"
            + "to chuc phi chinh phu nuoc ngoai|tc pcpnn|tcpcpnn|nha tai tro|don vi tai tro|ben tai tro|co quan tai tro|to chuc tai tro|"
            + "to chuc vien tro|nha vien tro|ben vien tro|ben cung cap vien tro|ben cung cap|doi tac nuoc ngoai|doi tac quoc te|tai tro|"
            + "donor|donors|ngo|ngos|ingo|ingos|organisation|organisations|organization|organizations|funder|sponsor"),
        (CaptionWord.Country, "quoc gia|nuoc|quoc tich|quoc gia vung lanh tho|nuoc tai tro|country|countries|nationality"),
        (CaptionWord.Recipient,
            "don vi tiep nhan|co quan tiep nhan|ben tiep nhan|noi tiep nhan|chu khoan vien tro|chu khoan|chu du an|doi tac viet nam|"
            + "doi tac dia phuong|doi tac trong nuoc|doi tac thuc hien|doi tac|don vi thuc hien|co quan thuc hien|to chuc thuc hien|"
            + "co quan chu quan|don vi chu quan|don vi thu huong|don vi huong loi|dau moi|recipient|partner|local partner|"
            + "implementing partner|beneficiary agency"),
        (CaptionWord.Province,
            "tinh|tinh thanh|tinh thanh pho|thanh pho|tp|dia phuong|dia ban|dia ban tinh|dia diem|noi thuc hien|noi trien khai|vung|"
            + "khu vuc|tinh cu|tinh moi|don vi hanh chinh|province|provinces|location|locality|place|area"),
        (CaptionWord.District,
            "huyen|huyen thi|huyen thi xa|huyen thanh pho|huyen thi xa thanh pho|huyen thi thanh pho|quan|quan huyen|quan huyen thi xa|"
            + "thi xa|xa|xa phuong|phuong xa|xa phuong thi tran|phuong|thi tran|dia ban huyen|dia ban xa|district|districts|commune|"
            + "communes"),
        (CaptionWord.Sector,
            "linh vuc|nganh|nganh linh vuc|linh vuc hoat dong|linh vuc vien tro|linh vuc tai tro|sector|sectors|field|area of work"),
        (CaptionWord.Form, "hinh thuc|loai hinh|loai|phuong thuc|form|type|kind"),
        (CaptionWord.Decision, "quyet dinh|qd|van ban|so qd|so quyet dinh|so ngay|so ngay qd|ngay qd|phe duyet so|decision|approval"),
        (CaptionWord.Duration,
            "thoi gian|thoi han|thoi gian thuc hien|thoi gian trien khai|thoi diem|bat dau|ket thuc|ngay bat dau|ngay ket thuc|"
            + "duration|start|end|start date|end date"),
        (CaptionWord.Disbursed,
            "giai ngan|da giai ngan|so giai ngan|thuc giai ngan|thuc chi|da chi|disbursed|disbursement|disbursements|spent"),
        (CaptionWord.Committed, "cam ket|da cam ket|so cam ket|cam ket tai tro|cam ket vien tro|committed|commitment|commitments|pledged"),
        (CaptionWord.Approved, "phe duyet|duoc phe duyet|da phe duyet|duoc duyet|da duyet|theo phe duyet|approved"),
        (CaptionWord.Received, "tiep nhan|da tiep nhan|duoc tiep nhan|thuc nhan|da nhan|received"),
        (CaptionWord.Done, "thuc hien|da thuc hien|ket qua|ket qua thuc hien|dat|dat duoc|da trien khai|actual|result|done"),
        (CaptionWord.Counterpart, "doi ung|von doi ung|dong gop|dong gop cua dia phuong|counterpart"),
        (CaptionWord.ThisPeriod,
            "trong ky|trong nam|ky nay|nam nay|nam bao cao|ky bao cao|trong ky bao cao|trong nam bao cao|trong quy|trong thang|"
            + "trong 6 thang|trong 6 thang dau nam|phat sinh trong ky|phat sinh|ca nam|in the period|in period|this year|this period|"
            + "in the year|for the year"),
        (CaptionWord.PreviousPeriod,
            "ky truoc|nam truoc|nam ngoai|ky truoc chuyen sang|nam truoc chuyen sang|cung ky|cung ky nam truoc|previous year|last year|"
            + "previous period"),
        (CaptionWord.Cumulative,
            "luy ke|cong don|den nay|tu dau du an|den ky bao cao|den het ky|den cuoi ky|tu khi bat dau|den thoi diem bao cao|"
            + "luy ke den|luy ke tu dau|cumulative|to date|accumulated"),
        (CaptionWord.Plan, "ke hoach|du kien|nhu cau|dang ky|chi tieu giao|muc tieu|planned|plan|forecast|target"),
        (CaptionWord.Whole, "tong|tong cong|cong|toan bo|ca du an|toan du an|total|overall|in total|all"),
        (CaptionWord.Cash, "tien mat|bang tien|tien|bang tien mat|chuyen khoan|cash|in cash"),
        (CaptionWord.InKind, "hien vat|bang hien vat|hang hoa|hang|vat tu|trang thiet bi|hien vat quy doi|hang hoa quy doi|in kind|goods"),
        (CaptionWord.Filler,
            "cac|cua|va|duoc|da|theo|tai|tu|do|cho|o|vien tro|tai tro khong hoan lai|khong hoan lai|pcpnn|pcp|nn|pcp nuoc ngoai|"
            + "phi chinh phu nuoc ngoai|phi chinh phu|nuoc ngoai|trong do|neu co|quy doi|thuc te|so lieu|bao cao|trien khai|ho tro|"
            + "chinh thuc|hoan lai|the|of|by|for|and|in|aid|foreign|to|from|neu|co|hien co|"
            + "dang hoat dong|cu|moi|truoc sap nhap|sau sap nhap|truoc hop nhat|sau hop nhat|nay|hoat dong tai dia phuong|"
            + "hoat dong tai tinh|tham gia"));

    static readonly int MaxWords = Phrases.Keys.Max(phrase => phrase.Split(' ').Length);

    /// <summary>The phrases of a folded caption from left to right, the longest first; null stands for a word that is not known.</summary>
    public static IReadOnlyList<CaptionWord?> Split(string folded)
    {
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<CaptionWord?>(words.Length);
        for (var at = 0; at < words.Length;)
        {
            var length = Math.Min(MaxWords, words.Length - at);
            while (length > 0 && !Phrases.ContainsKey(string.Join(' ', words, at, length)))
                length--;
            found.Add(length == 0 ? null : Phrases[string.Join(' ', words, at, length)]);
            at += Math.Max(length, 1);
        }

        return found;
    }

    static FrozenDictionary<string, CaptionWord> BuildLookup(params ReadOnlySpan<(CaptionWord Word, string Phrases)> words)
    {
        var lookup = new Dictionary<string, CaptionWord>(StringComparer.Ordinal);
        foreach (var (word, phrases) in words)
        {
            foreach (var phrase in phrases.Split('|'))
                lookup.Add(phrase, word);
        }

        return lookup.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
