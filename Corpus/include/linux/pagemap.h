#ifndef CORPUS_LINUX_PAGEMAP_H
#define CORPUS_LINUX_PAGEMAP_H

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/bitops.h>

void __folio_lock(struct folio *folio);
int __folio_lock_killable(struct folio *folio);
void folio_unlock(struct folio *folio);
void unlock_page(struct page *page);
void folio_wait_writeback(struct folio *folio);
void wait_on_page_writeback(struct page *page);
void folio_end_writeback(struct folio *folio);
void end_page_writeback(struct page *page);
void set_page_writeback(struct page *page);
bool folio_start_writeback(struct folio *folio);

static inline bool folio_trylock(struct folio *folio)
{
	return likely(!test_and_set_bit(PG_locked, &folio->page.flags));
}

static inline int trylock_page(struct page *page)
{
	return folio_trylock(page_folio(page));
}

static inline void folio_lock(struct folio *folio)
{
	might_sleep();
	if (!folio_trylock(folio))
		__folio_lock(folio);
}

static inline void lock_page(struct page *page)
{
	struct folio *folio = page_folio(page);

	might_sleep();
	if (!folio_trylock(folio))
		__folio_lock(folio);
}

static inline int lock_page_killable(struct page *page)
{
	might_sleep();
	if (!folio_trylock(page_folio(page)))
		return __folio_lock_killable(page_folio(page));
	return 0;
}

static inline loff_t page_offset(struct page *page)
{
	return (loff_t)page->index << PAGE_SHIFT;
}

#define FGP_ACCESSED 0x01
#define FGP_LOCK 0x02
#define FGP_CREAT 0x04
#define FGP_WRITE 0x08

/* An error instead of null since 6.4. */
struct folio *__filemap_get_folio(struct address_space *mapping, pgoff_t index,
				  unsigned int fgp_flags, gfp_t gfp);
struct page *pagecache_get_page(struct address_space *mapping, pgoff_t index,
				unsigned int fgp_flags, gfp_t gfp);
/* With flags as third parameter until 5.18. */
struct page *grab_cache_page_write_begin();

/* What PAGE_SIZE and PAGE_SHIFT were also called until 4.5. */
#define PAGE_CACHE_SHIFT PAGE_SHIFT
#define PAGE_CACHE_SIZE PAGE_SIZE
#define PAGE_CACHE_MASK PAGE_MASK
#define page_cache_release(page) put_page(page)
#define page_cache_get(page) get_page(page)

/* Finds it, locked. */
static inline struct page *find_lock_page(struct address_space *mapping, pgoff_t index)
{
	return pagecache_get_page(mapping, index, FGP_LOCK, 0);
}

static inline struct page *find_get_page(struct address_space *mapping, pgoff_t index)
{
	return pagecache_get_page(mapping, index, 0, 0);
}

static inline struct page *find_or_create_page(struct address_space *mapping, pgoff_t index,
					       gfp_t gfp)
{
	return pagecache_get_page(mapping, index, FGP_LOCK | FGP_ACCESSED | FGP_CREAT, gfp);
}

void mapping_set_error(struct address_space *mapping, int error);
int filemap_write_and_wait(struct address_space *mapping);
int filemap_fdatawait(struct address_space *mapping);

#endif
