#ifndef CORPUS_LINUX_MM_H
#define CORPUS_LINUX_MM_H

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
	vm_fault_t (*fault)(struct vm_fault *vmf);
	vm_fault_t (*page_mkwrite)(struct vm_fault *vmf);
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
