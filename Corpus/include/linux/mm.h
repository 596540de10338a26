#ifndef CORPUS_LINUX_MM_H
#define CORPUS_LINUX_MM_H

#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/wait.h>
#include <linux/gfp.h>
#include <linux/mm_types.h>
#include <linux/sched.h>

enum pageflags {
	PG_locked,
	PG_writeback,
	PG_uptodate,
	PG_dirty,
	PG_private,
};

struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);
	void (*close)(struct vm_area_struct *vma);
	/* With the area as first parameter until 4.10. */
	vm_fault_t (*fault)();
	vm_fault_t (*page_mkwrite)();
};

#define page_folio(p) ((struct folio *)(p))

bool PageUptodate(struct page *page);
bool PageDirty(struct page *page);
bool PageWriteback(struct page *page);
bool PageLocked(struct page *page);
void SetPageUptodate(struct page *page);
void ClearPageUptodate(struct page *page);
bool folio_test_writeback(struct folio *folio);
bool folio_test_dirty(struct folio *folio);
bool folio_mark_dirty(struct folio *folio);
size_t folio_size(const struct folio *folio);
int page_cache_get_speculative(struct page *page);

void get_page(struct page *page);
void put_page(struct page *page);
void folio_get(struct folio *folio);
void folio_put(struct folio *folio);
int set_page_dirty(struct page *page);
int set_page_dirty_lock(struct page *page);
bool clear_page_dirty_for_io(struct page *page);
void zero_user_segment(struct page *page, unsigned int start, unsigned int end);
void copy_highpage(struct page *to, struct page *from);

struct pt_regs;
#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_SHARED 1
#define MAP_PRIVATE 2
#define VM_LOCKED 0x2000ul
#define FOLL_WRITE 1
/* Fewer parameters with each of 4.6, 4.9, 5.9 and 6.5. */
long get_user_pages();
long get_user_pages_remote();
long pin_user_pages();
int get_user_pages_fast();
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
unsigned long do_mmap();
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot);
unsigned long virt_to_phys(volatile void *addr);
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			   struct pt_regs *regs);

static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
}

static inline void mmap_read_unlock(struct mm_struct *mm)
{
	up_read(&mm->mmap_lock);
}

static inline void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
}

static inline void mmap_write_unlock(struct mm_struct *mm)
{
	up_write(&mm->mmap_lock);
}

#endif
