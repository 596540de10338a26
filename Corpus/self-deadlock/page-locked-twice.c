// run: kernel-version=6.1
/*
 * A page is locked by a function that calls one which locks it again; another one says that the page is locked
 * already.
 */

#include <linux/pagemap.h>

static void clear_page_of_file(struct page *page, int is_locked)
{
	if (!is_locked)
		lock_page(page);
	put_page(page);
	if (!is_locked)
		unlock_page(page);
}

void truncate_file_bad(struct page *page)
{
	lock_page(page);
	clear_page_of_file(page, 0); // expect: self-deadlock confirmed
	unlock_page(page);
}

void truncate_file_ok(struct page *page)
{
	lock_page(page);
	clear_page_of_file(page, 1);
	unlock_page(page);
}
