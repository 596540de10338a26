#ifndef CORPUS_LINUX_GFP_H
#define CORPUS_LINUX_GFP_H

#include <linux/types.h>

/* The values of 6.1. */
#define __GFP_DMA ((__force gfp_t)0x01u)
#define __GFP_HIGHMEM ((__force gfp_t)0x02u)
#define __GFP_DMA32 ((__force gfp_t)0x04u)
#define __GFP_MOVABLE ((__force gfp_t)0x08u)
#define __GFP_RECLAIMABLE ((__force gfp_t)0x10u)
#define __GFP_HIGH ((__force gfp_t)0x20u)
#define __GFP_IO ((__force gfp_t)0x40u)
#define __GFP_FS ((__force gfp_t)0x80u)
#define __GFP_ZERO ((__force gfp_t)0x100u)
#define __GFP_ATOMIC ((__force gfp_t)0x200u)
#define __GFP_DIRECT_RECLAIM ((__force gfp_t)0x400u)
#define __GFP_KSWAPD_RECLAIM ((__force gfp_t)0x800u)
#define __GFP_RECLAIM ((__force gfp_t)(0x400u | 0x800u))
#define __GFP_WRITE ((__force gfp_t)0x1000u)
#define __GFP_NOWARN ((__force gfp_t)0x2000u)
#define __GFP_RETRY_MAYFAIL ((__force gfp_t)0x4000u)
#define __GFP_NOFAIL ((__force gfp_t)0x8000u)
#define __GFP_NORETRY ((__force gfp_t)0x10000u)
#define __GFP_MEMALLOC ((__force gfp_t)0x20000u)
#define __GFP_COMP ((__force gfp_t)0x40000u)
#define __GFP_NOMEMALLOC ((__force gfp_t)0x80000u)
#define __GFP_HARDWALL ((__force gfp_t)0x100000u)
#define __GFP_ACCOUNT ((__force gfp_t)0x400000u)

#define GFP_ATOMIC (__GFP_HIGH | __GFP_ATOMIC | __GFP_KSWAPD_RECLAIM)
#define GFP_KERNEL (__GFP_RECLAIM | __GFP_IO | __GFP_FS)
#define GFP_NOWAIT (__GFP_KSWAPD_RECLAIM)
#define GFP_NOIO (__GFP_RECLAIM)
#define GFP_NOFS (__GFP_RECLAIM | __GFP_IO)
#define GFP_USER (__GFP_RECLAIM | __GFP_IO | __GFP_FS | __GFP_HARDWALL)
#define GFP_HIGHUSER (GFP_USER | __GFP_HIGHMEM)

#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_KERNEL ((pgprot_t)0x163)
#define offset_in_page(p) ((unsigned long)(p) & ~PAGE_MASK)

struct page;

struct page *virt_to_page(const void *addr);
void *page_address(const struct page *page);

struct page *alloc_pages(gfp_t gfp_mask, unsigned int order);
#define alloc_page(gfp_mask) alloc_pages(gfp_mask, 0)
unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order);
#define __get_free_page(gfp_mask) __get_free_pages(gfp_mask, 0)
unsigned long get_zeroed_page(gfp_t gfp_mask);
void __free_pages(struct page *page, unsigned int order);
void free_pages(unsigned long addr, unsigned int order);
#define __free_page(page) __free_pages(page, 0)
#define free_page(addr) free_pages(addr, 0)

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_DIRECT_RECLAIM);
}

#endif
